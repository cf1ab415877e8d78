package dev.weir.job.serial;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a Protobuf message as its length (4 bytes, big-endian) and its bytes. Messages are immutable, so copies are the
 * message itself; the contract's own rules decide whether an older state can be read.
 */
public final class ProtoSerializer<T extends Message> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private transient T defaultInstance;

    public ProtoSerializer(Class<T> type) {
        this.type = type;
        this.defaultInstance = defaultInstance(type);
    }

    private static <T extends Message> T defaultInstance(Class<T> type) {
        try {
            return type.cast(type.getMethod("getDefaultInstance").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("'" + type.getName() + "' is no generated Protobuf message", e);
        }
    }

    private T defaults() {
        if (defaultInstance == null) {
            defaultInstance = defaultInstance(type);
        }
        return defaultInstance;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return defaults();
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T message, DataOutputView target) throws IOException {
        byte[] bytes = message.toByteArray();
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return parse(bytes);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    private T parse(byte[] bytes) throws InvalidProtocolBufferException {
        Parser<? extends Message> parser = defaults().getParserForType();
        return type.cast(parser.parseFrom(bytes));
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new ProtoSerializerSnapshot<>(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProtoSerializer<?> that && that.type.equals(type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type);
    }
}
