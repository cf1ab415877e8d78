package dev.weir.formats.json;

import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.Limits;
import dev.weir.v1.FlowEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value held so far, kept until all is read so that the sink's own exceptions are not taken for the record's. */
final class Pieces {

    private final List<Object> pieces = new ArrayList<>(1);
    private int bad;
    private int broken;
    private @Nullable Place rest;

    void flow(FlowEvent event) {
        pieces.add(event);
    }

    /** Beyond the limit, bad pieces become one that reaches over them all. */
    void bad(Reason reason, String detail, Place place) {
        if (bad++ < Limits.BAD_PIECES) {
            pieces.add(new BadRecord(reason, detail, place.offset(), place.length()));
        } else {
            rest = rest == null ? place : rest.to(place);
        }
    }

    /** Notes that the parser had to start anew, which takes far longer than to read on. */
    void broken() {
        broken++;
    }

    int size() {
        return pieces.size();
    }

    /** Forgets the flows that came last, until so many pieces are left. */
    void cutBackTo(int size) {
        pieces.subList(size, pieces.size()).clear();
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean isHopeless() {
        return broken >= Limits.BAD_PIECES;
    }

    void deliverTo(DecodeSink sink) {
        for (Object piece : pieces) {
            if (piece instanceof FlowEvent flow) {
                sink.flow(flow);
            } else {
                sink.bad((BadRecord) piece);
            }
        }
        if (rest != null) {
            String detail = (bad - Limits.BAD_PIECES) + " more";
            sink.bad(new BadRecord(Reason.TOO_MANY, detail, rest.offset(), rest.length()));
        }
    }
}
