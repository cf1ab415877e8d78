package dev.weir.policy.recommend;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Peer;
import java.util.Comparator;

/** The order of peers in a policy: pods of its own namespace, pods of others, addresses; each by name or number. */
final class PeerOrder {

    static final Comparator<Peer> CANONICAL =
            Comparator.comparingInt(PeerOrder::rank).thenComparing(PeerOrder::within);

    private PeerOrder() {}

    /** A peer that is compared many times: its text is made once, which costs more than any comparison. */
    record Placed(Peer peer, int rank, String text) implements Comparable<Placed> {

        static Placed of(Peer peer) {
            return new Placed(
                    peer, PeerOrder.rank(peer), peer instanceof Peer.PodPeer pods ? PeerOrder.text(pods) : "");
        }

        /** As {@link #CANONICAL} orders the peers. */
        @Override
        public int compareTo(Placed other) {
            if (rank != other.rank) {
                return Integer.compare(rank, other.rank);
            }
            return peer instanceof Peer.IpBlock block && other.peer instanceof Peer.IpBlock another
                    ? block.cidr().compareTo(another.cidr())
                    : text.compareTo(other.text);
        }
    }

    private static int rank(Peer peer) {
        if (peer instanceof Peer.PodPeer pods) {
            return pods.namespaceSelector().isEmpty() ? 0 : 1;
        }
        return 2;
    }

    private static int within(Peer one, Peer other) {
        if (one instanceof Peer.IpBlock block && other instanceof Peer.IpBlock another) {
            return block.cidr().compareTo(another.cidr());
        }
        return text((Peer.PodPeer) one).compareTo(text((Peer.PodPeer) other));
    }

    private static String text(Peer.PodPeer peer) {
        return peer.namespaceSelector().map(LabelSelector::toString).orElse("")
                + ' '
                + peer.podSelector().map(LabelSelector::toString).orElse("");
    }
}
