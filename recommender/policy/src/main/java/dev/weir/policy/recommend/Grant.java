package dev.weir.policy.recommend;

import dev.weir.policy.model.Peer;
import dev.weir.v1.Entity;

/**
 * One peer on one port, and the edge that asks for it.
 *
 * @param other the peer as the edge names it
 * @param title who the peer is, for people
 * @param kind whether exactly this was observed
 */
record Grant(Peer peer, TransportPort port, Observation because, Entity other, String title, Kind kind) {

    enum Kind {
        OBSERVED,
        /** The other transport of a name server: a truncated answer is asked for again over TCP (RFC 7766). */
        DNS_TWIN,
        /** Another endpoint of an API server that was observed. */
        SIBLING
    }
}
