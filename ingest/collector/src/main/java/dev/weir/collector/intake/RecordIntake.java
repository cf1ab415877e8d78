package dev.weir.collector.intake;

import com.google.protobuf.ByteString;
import dev.weir.formats.BadRecord;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import java.util.ArrayList;
import java.util.List;

/** Decodes the values of one source and hands on what they held, in their order. For one thread. */
public final class RecordIntake {
    private final FlowDecoder decoder;
    private final String format;
    private final Intake intake;
    private final Pieces pieces = new Pieces();

    /** Of records in a format that a configuration names. */
    public RecordIntake(Format format, Intake intake) {
        this(format.decoder(), format.text(), intake);
    }

    /** @param format names the decoder in a dead letter */
    public RecordIntake(FlowDecoder decoder, String format, Intake intake) {
        this.decoder = decoder;
        this.format = format;
        this.intake = intake;
    }

    /**
     * Decodes one value.
     *
     * @param origin names the source in a dead letter, as {@code file:/var/log/flows.log}
     * @param offset where it stood in the source, bytes
     */
    public void take(byte[] value, String origin, long offset) throws InterruptedException {
        pieces.clear();
        decoder.decode(value, 0, value.length, pieces);
        for (FlowEvent flow : pieces.flows) {
            intake.flow(flow);
        }
        for (BadRecord bad : pieces.bad) {
            intake.dead(letter(bad, value, origin, offset));
        }
    }

    private DeadLetter letter(BadRecord bad, byte[] value, String origin, long offset) {
        return DeadLetter.newBuilder()
                .setBytes(ByteString.copyFrom(value, bad.offset(), bad.length()))
                .setReason(bad.reason().name())
                .setDetail(bad.detail())
                .setDecoder(format)
                .setTopic(origin)
                .setOffset(offset)
                .setPosition(bad.offset())
                .build();
    }

    /** Kept until the decoder is done, because its sink may not wait. */
    private static final class Pieces implements DecodeSink {
        private final List<FlowEvent> flows = new ArrayList<>();
        private final List<BadRecord> bad = new ArrayList<>();

        private void clear() {
            flows.clear();
            bad.clear();
        }

        @Override
        public void flow(FlowEvent event) {
            flows.add(event);
        }

        @Override
        public void bad(BadRecord piece) {
            bad.add(piece);
        }
    }
}
