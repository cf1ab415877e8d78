package dev.weir.policy.recommend;

import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A rule with what it was made from.
 *
 * @param remarks why it is there, beside what was observed
 */
record DraftRule(Rule rule, List<Grant> grants, List<String> remarks) {

    DraftRule {
        grants = List.copyOf(grants);
        remarks = List.copyOf(remarks);
    }

    DraftRule(Rule rule, List<Grant> grants) {
        this(rule, grants, List.of());
    }

    boolean isForEverybody() {
        return rule.peers().isEmpty();
    }

    /** One rule for all peers with the same ports. Rules come in the order of their first peers. */
    static List<DraftRule> of(List<Grant> grants) {
        SortedMap<PeerOrder.Placed, List<Grant>> byPeer = new TreeMap<>();
        grants.forEach(grant -> byPeer.computeIfAbsent(PeerOrder.Placed.of(grant.peer()), peer -> new ArrayList<>())
                .add(grant));
        Map<SortedSet<TransportPort>, List<PeerOrder.Placed>> byPorts = new LinkedHashMap<>();
        byPeer.forEach((peer, asked) -> byPorts.computeIfAbsent(ports(asked), ports -> new ArrayList<>())
                .add(peer));
        List<DraftRule> rules = new ArrayList<>();
        byPorts.forEach((ports, peers) -> {
            List<Grant> made = peers.stream()
                    .flatMap(peer -> byPeer.getOrDefault(peer, List.of()).stream()
                            .sorted(Comparator.comparing(Grant::title).thenComparing(Grant::port)))
                    .toList();
            List<Peer> named = peers.stream().map(PeerOrder.Placed::peer).toList();
            rules.add(new DraftRule(new Rule(named, PortList.of(ports)), made));
        });
        return rules;
    }

    /** The edges it was made from, each once, in the order of their keys. */
    Collection<Observation> edges() {
        SortedMap<String, Observation> edges = new TreeMap<>();
        grants.forEach(grant -> edges.put(grant.because().id(), grant.because()));
        return edges.values();
    }

    /** The peers in their order, each with what asked for it: a block may hold the addresses of several grants. */
    Map<Peer, List<Grant>> byPeer() {
        SortedMap<Peer, List<Grant>> byPeer = new TreeMap<>(PeerOrder.CANONICAL);
        rule.peers().forEach(peer -> byPeer.put(peer, new ArrayList<>()));
        for (Grant grant : grants) {
            List<Grant> exact = byPeer.get(grant.peer());
            if (exact != null) {
                exact.add(grant);
            } else {
                around(grant.peer()).ifPresent(block -> byPeer.computeIfAbsent(block, it -> new ArrayList<>())
                        .add(grant));
            }
        }
        return byPeer;
    }

    private Optional<Peer> around(Peer peer) {
        return rule.peers().stream()
                .filter(wide -> wide instanceof Peer.IpBlock block
                        && peer instanceof Peer.IpBlock single
                        && block.cidr().contains(single.cidr()))
                .findFirst();
    }

    private static SortedSet<TransportPort> ports(List<Grant> grants) {
        SortedSet<TransportPort> ports = new TreeSet<>();
        grants.forEach(grant -> ports.add(grant.port()));
        return ports;
    }
}
