package dev.weir.traffic.admission;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One person's word for some edges.
 *
 * @param edge the edges' key, {@code cluster/client/server/protocol/port} as on {@code weir.edges}; {@code *} stands for
 *     any characters within one of the five parts
 * @param by who
 * @param until from when on it no longer holds
 * @param why for a reader; may be empty
 */
public record EdgeApproval(String edge, String by, Instant until, String why) implements Serializable {
    static final Comparator<EdgeApproval> BY_END = Comparator.comparing(EdgeApproval::until)
            .thenComparing(EdgeApproval::by)
            .thenComparing(EdgeApproval::edge)
            .thenComparing(EdgeApproval::why);

    private static final int PARTS = 5;
    private static final long NANOS = 1_000_000_000L;

    public EdgeApproval {
        String[] parts = edge.split("/", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(
                    "'" + edge + "' is no edge; expected cluster/client/server/protocol/port, "
                            + "such as lab/workload(shop,Deployment,web,)/workload(shop,Deployment,db,)/6/5432");
        }
        if (parts[1].equals("*") && parts[2].equals("*")) {
            throw new IllegalArgumentException(
                    "'" + edge + "' covers every client and every server; name at least one of them");
        }
        if (by.isBlank()) {
            throw new IllegalArgumentException("Nobody answers for '" + edge + "'; say who in by");
        }
        if (until.getEpochSecond() < 0 || until.getEpochSecond() >= Long.MAX_VALUE / NANOS) {
            throw new DateTimeException("'" + until + "' cannot be told in nanoseconds; give a time before 2262");
        }
    }

    long untilNs() {
        return until.getEpochSecond() * NANOS + until.getNano();
    }

    boolean covers(String key) {
        return pattern().matcher(key).matches();
    }

    private Pattern pattern() {
        String quoted = Pattern.quote(edge).replace("*", "\\E[^/]*\\Q");
        return Pattern.compile(quoted);
    }
}
