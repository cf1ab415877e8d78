package dev.weir.formats.calico;

import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Timestamps;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code @timestamp}: milliseconds from Calico, RFC 3339 or seconds with a fraction from a tailer on the way. */
final class Written {
    private static final long NANOS_A_MILLI = 1_000_000;

    private Written() {}

    /** Milliseconds since the epoch; 0 where it is in some other notation, which is the tailer's affair. */
    static long millis(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return Scalars.uint64(in);
        }
        boolean text = in.currentToken() == JsonToken.VALUE_STRING;
        if (!text) {
            in.skipChildren();
        }
        return text ? Timestamps.withZone(Scalars.text(in)).orElse(0) / NANOS_A_MILLI : 0;
    }
}
