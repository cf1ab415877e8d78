package dev.weir.policy.dialect;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import java.util.List;
import java.util.SortedSet;

/** An item of a CiliumNetworkPolicy's {@code ingress} or {@code egress}: peers of one kind, on some ports. */
record CiliumItem(Target target, List<PolicyPort> ports, List<String> comments) {

    CiliumItem {
        ports = List.copyOf(ports);
        comments = List.copyOf(comments);
    }

    /** Kinds of peers, of which an item may have only one. */
    sealed interface Target {

        /** {@code fromEndpoints}, {@code toEndpoints}: pods. */
        record Endpoints(List<LabelSelector> selectors) implements Target {}

        /** {@code fromEntities}, {@code toEntities}. */
        record Entities(SortedSet<String> names) implements Target {}

        /** {@code fromCIDRSet}, {@code toCIDRSet}: addresses that are neither pods nor nodes. */
        record Blocks(List<Peer.IpBlock> blocks) implements Target {}

        /** {@code toFQDNs}, by exact name. */
        record Names(SortedSet<String> names) implements Target {}
    }
}
