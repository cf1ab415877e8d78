package dev.weir.job.serial;

import com.google.protobuf.Message;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The Flink type of a Protobuf message. */
public final class ProtoType<T extends Message> extends TypeInformation<T> {
    private static final long serialVersionUID = 1;

    private final Class<T> type;

    private ProtoType(Class<T> type) {
        this.type = type;
    }

    public static <T extends Message> ProtoType<T> forMessage(Class<T> type) {
        return new ProtoType<>(type);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new ProtoSerializer<>(type);
    }

    @Override
    public String toString() {
        return "ProtoType<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProtoType<?> that && that.type.equals(type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ProtoType;
    }
}
