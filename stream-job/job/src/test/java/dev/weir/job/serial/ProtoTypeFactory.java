package dev.weir.job.serial;

import com.google.protobuf.Message;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Tally;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/** Flink's harness guesses the types of side outputs by their class; the job itself states them. */
public final class ProtoTypeFactory extends TypeInfoFactory<Message> {

    /** Makes the harness use the job's own serializers. */
    public static void register() {
        for (Class<?> type : List.of(DeadLetter.class, InventoryEvent.class, Tally.class)) {
            TypeExtractor.registerFactory(type, ProtoTypeFactory.class);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // registered for message types only
    public TypeInformation<Message> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
        return ProtoType.forMessage((Class<Message>) type);
    }
}
