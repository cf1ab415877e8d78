package dev.weir.formats.json;

import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.Limits;
import dev.weir.v1.FlowEvent;
import java.util.ArrayList;
import java.util.List;

/** What a value held so far, kept until all is read so that the sink's own exceptions are not taken for the record's. */
final class Pieces {

    private final List<Object> pieces = new ArrayList<>(1);
    private int bad;

    void flow(FlowEvent event) {
        pieces.add(event);
    }

    void bad(Reason reason, String detail, Place place) {
        bad++;
        pieces.add(new BadRecord(reason, detail, place.offset(), place.length()));
    }

    /** Whether so much was bad that the rest is not worth telling apart. */
    boolean isHopeless() {
        return bad >= Limits.BAD_PIECES;
    }

    void deliverTo(DecodeSink sink) {
        for (Object piece : pieces) {
            if (piece instanceof FlowEvent flow) {
                sink.flow(flow);
            } else {
                sink.bad((BadRecord) piece);
            }
        }
    }
}
