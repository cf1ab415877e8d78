package dev.weir.traffic.evidence;

import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.Opening;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When each side of a connection was first seen, for records that tell no direction: both directions of one 5-tuple, told
 * by one exporter and so by one clock, and both with their handshake. The side that began first is the client.
 *
 * <p>Of all connections the {@link #KEPT} with the smallest numbers are kept, and of each the earliest times. That merges
 * in any order and grouping: what is among the smallest of all is among the smallest of every part.
 */
public final class Openings {
    /** Connections kept for one edge. */
    public static final int KEPT = 8;

    /** Records of one connection that began further apart than this are of two that share a port. */
    private static final long ONE_CONNECTION_NS = 60_000_000_000L;

    private @Nullable TreeMap<Long, Opening> byConnection;

    /** What the pairs of an edge's records say about who its client is. */
    public enum Answer {
        /** No connection was seen from both sides. */
        NONE,
        /** The client of the edge began every such connection. */
        CLIENT_BEGAN,
        /** The server of the edge began one. */
        SERVER_BEGAN
    }

    /** What the evidence says; one contradiction outweighs every confirmation. */
    public static Answer answer(EdgeEvidence evidence) {
        Answer answer = Answer.NONE;
        for (Opening opening : evidence.getOpeningsList()) {
            long lead = opening.getServerNs() - opening.getClientNs();
            boolean paired = opening.getServerNs() > 0 && opening.getClientNs() > 0;
            if (!paired || lead == 0 || Math.abs(lead) > ONE_CONNECTION_NS) {
                continue;
            }
            if (lead < 0) {
                return Answer.SERVER_BEGAN;
            }
            answer = Answer.CLIENT_BEGAN;
        }
        return answer;
    }

    /** Adds times in nanoseconds since the epoch; 0 = that side was not seen. */
    void add(long connection, long clientNs, long serverNs) {
        if (byConnection == null) {
            byConnection = new TreeMap<>();
        }
        Opening opening = Opening.newBuilder()
                .setConnection(connection)
                .setClientNs(clientNs)
                .setServerNs(serverNs)
                .build();
        byConnection.merge(connection, opening, Openings::earliest);
        if (byConnection.size() > KEPT) {
            byConnection.pollLastEntry();
        }
    }

    void into(EdgeEvidence.Builder evidence) {
        if (byConnection != null) {
            evidence.addAllOpenings(byConnection.values());
        }
    }

    private static Opening earliest(Opening a, Opening b) {
        return a.toBuilder()
                .setClientNs(earliest(a.getClientNs(), b.getClientNs()))
                .setServerNs(earliest(a.getServerNs(), b.getServerNs()))
                .build();
    }

    private static long earliest(long a, long b) {
        return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
