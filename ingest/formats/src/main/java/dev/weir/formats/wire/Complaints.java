package dev.weir.formats.wire;

import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.Limits;

/** Tells of the bad pieces of one value; of too many, the rest as one. */
public final class Complaints {
    private final DecodeSink sink;
    private final int start;
    private int told;
    private int restFrom = -1;
    private int restTo;

    /** @param start index of the value's first byte */
    public Complaints(DecodeSink sink, int start) {
        this.sink = sink;
        this.start = start;
    }

    public void bad(Reason reason, String detail, int from, int to) {
        if (told < Limits.BAD_PIECES) {
            told++;
            sink.bad(new BadRecord(reason, detail, from - start, to - from));
            return;
        }
        restFrom = restFrom < 0 ? from : restFrom;
        restTo = Math.max(restTo, to);
    }

    public void end() {
        if (restFrom >= 0) {
            sink.bad(new BadRecord(
                    Reason.TOO_MANY, "more bad pieces than are told apart", restFrom - start, restTo - restFrom));
        }
    }
}
