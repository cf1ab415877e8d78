package dev.weir.job.serial;

import com.google.protobuf.Message;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Remembers the message type. Any version of one message reads any other: that is what the contract's test is for. */
public final class ProtoSerializerSnapshot<T extends Message> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable ProtoSerializer<T> serializer;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public ProtoSerializerSnapshot() {}

    ProtoSerializerSnapshot(ProtoSerializer<T> serializer) {
        this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(known().type().getName());
    }

    @Override
    @SuppressWarnings("unchecked") // the name was written by writeSnapshot from a Class<T>
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        String name = in.readUTF();
        try {
            serializer = new ProtoSerializer<>((Class<T>) Class.forName(name, true, classLoader));
        } catch (ClassNotFoundException e) {
            throw new IOException("the state holds '" + name + "', which this version of the job does not know", e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return known();
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        boolean same = old instanceof ProtoSerializerSnapshot<T> that
                && that.known().type().equals(known().type());
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private ProtoSerializer<T> known() {
        if (serializer == null) {
            throw new IllegalStateException("the snapshot has not been read yet");
        }
        return serializer;
    }
}
