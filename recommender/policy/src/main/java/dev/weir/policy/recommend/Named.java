package dev.weir.policy.recommend;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import java.util.List;
import java.util.SortedSet;

/** How a NetworkPolicy can name the other end of an edge. */
sealed interface Named {

    /**
     * By a selector of its pods.
     *
     * @param title for people, like {@code Deployment web} or {@code Deployment shop/web}
     */
    record Pods(Peer peer, Selection selection, String title) implements Named {}

    /**
     * By addresses, each a block of its own.
     *
     * @param observed those of them that the edge speaks of; the others belong to the same peer
     */
    record Addresses(List<IpAddress> addresses, SortedSet<IpAddress> observed, String title) implements Named {
        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /** Not at all, because no policy can close this connection. */
    record AlwaysAllowed(String title) implements Named {}

    /** Not at all; the reason is the rest of a sentence about it. */
    record Nobody(String title, String reason) implements Named {}
}
