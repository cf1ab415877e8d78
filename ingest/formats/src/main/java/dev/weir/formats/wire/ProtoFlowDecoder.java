package dev.weir.formats.wire;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Limits;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decoder of any exporter that writes Protobuf messages, which says how a value is cut into them. */
public final class ProtoFlowDecoder implements FlowDecoder {

    /** Knows one exporter's message, and keeps the last one it has read. */
    public interface MessageReader {

        /**
         * Reads the message that fills a range.
         *
         * @throws BadWire if it is none of this exporter's
         */
        void read(ProtoReader in, byte[] bytes, int from, int to);

        /** The canonical form of the message that was read last. */
        FlowEvent event();

        /** How a value is cut into messages. */
        Framing framing(byte[] bytes, int from, int to);

        SourceFormat format();
    }

    /** How messages follow one another in a value. */
    public enum Framing {
        /** The value is one message. */
        NONE,
        /** Each has its length before it, as a varint. */
        LENGTH,
        /** Each is the first field of a message around them. */
        FIELD_ONE
    }

    private static final int FIELD_ONE_TAG = 0x0A;

    private final MessageReader reader;
    private final ProtoReader frames = new ProtoReader();
    private final ProtoReader in = new ProtoReader();

    public ProtoFlowDecoder(MessageReader reader) {
        this.reader = reader;
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!Limits.admit(length, sink)) {
            return;
        }
        Complaints complaints = new Complaints(sink, offset);
        messages(bytes, offset, offset + length, sink, complaints);
        complaints.end();
    }

    private void messages(byte[] bytes, int from, int to, DecodeSink sink, Complaints complaints) {
        Framing framing = reader.framing(bytes, from, to);
        if (framing == Framing.NONE) {
            message(bytes, from, to, sink, complaints);
            return;
        }
        frames.begin(bytes, from, to);
        int at = from;
        while (at < to) {
            int start;
            try {
                if (framing == Framing.FIELD_ONE && frames.tag() != FIELD_ONE_TAG) {
                    throw new BadWire(Reason.WRONG_FORMAT, "a field that is no message of " + format());
                }
                int outer = frames.enter();
                start = frames.position();
                at = frames.passToEnd();
                frames.leave(outer);
            } catch (BadWire bad) {
                complaints.bad(bad.reason(), bad.detail(), at, to);
                return;
            }
            message(bytes, start, at, sink, complaints);
        }
    }

    private void message(byte[] bytes, int from, int to, DecodeSink sink, Complaints complaints) {
        @Nullable FlowEvent event = null;
        try {
            reader.read(in, bytes, from, to);
            event = reader.event();
        } catch (BadWire bad) {
            complaints.bad(bad.reason(), bad.detail(), from, to);
        } catch (RuntimeException defect) {
            // Nothing known gets here. Should a message find a way, a stream must not stop at it for ever.
            complaints.bad(Reason.DEFECT, String.valueOf(defect), from, to);
        }
        if (event != null) {
            sink.flow(event);
        }
    }

    @Override
    public SourceFormat format() {
        return reader.format();
    }
}
