package dev.weir.policy.recommend;

import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A rule with what it was made from. */
record DraftRule(Rule rule, List<Grant> grants) {

    DraftRule {
        grants = List.copyOf(grants);
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

    private static SortedSet<TransportPort> ports(List<Grant> grants) {
        SortedSet<TransportPort> ports = new TreeSet<>();
        grants.forEach(grant -> ports.add(grant.port()));
        return ports;
    }
}
