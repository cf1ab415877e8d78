package dev.weir.formats.pmacct;

import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Timestamps;
import tools.jackson.core.JsonParser;

/**
 * A time in one of pmacct's notations.
 *
 * @param nanos since the epoch; 0 is a time that was not taken
 * @param wholeSeconds whether it was written without a fraction
 * @param zoneAssumed whether it was text without a zone, which is the exporter's local time and read as UTC here
 */
record PurgeTime(long nanos, boolean wholeSeconds, boolean zoneAssumed) {
    static final PurgeTime NONE = new PurgeTime(0, false, false);

    private static final long NANOS = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS - 1;

    static PurgeTime read(JsonParser in) {
        String text = Scalars.word(in).strip();
        if (text.isEmpty() || text.startsWith("0000-00-00") || text.startsWith("1970-01-01 00:00:00")) {
            return NONE;
        }
        return text.indexOf(':') < 0 ? epoch(in, text) : calendar(in, text);
    }

    boolean isKnown() {
        return nanos != 0;
    }

    private static PurgeTime calendar(JsonParser in, String text) {
        long nanos = Timestamps.orUtc(text).orElseThrow(() -> Scalars.bad(in, "is no time of 1970 to 2261"));
        return new PurgeTime(nanos, text.indexOf('.') < 0, !Timestamps.hasZone(text));
    }

    /** Seconds, with a fraction or without: {@code timestamps_since_epoch}. */
    private static PurgeTime epoch(JsonParser in, String text) {
        int dot = text.indexOf('.');
        String seconds = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        if (!seconds.matches("[0-9]{1,10}") || !fraction.matches("[0-9]{0,18}")) {
            throw Scalars.bad(in, "is neither a time nor seconds since the epoch");
        }
        long whole = Long.parseLong(seconds);
        if (whole > LAST_SECOND) {
            throw Scalars.bad(in, "is a time after 2261");
        }
        String nanos = (fraction + "000000000").substring(0, 9);
        return new PurgeTime(whole * NANOS + Long.parseLong(nanos), fraction.isEmpty(), false);
    }
}
