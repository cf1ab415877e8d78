package dev.weir.policy.dialect;

import dev.weir.policy.dialect.CiliumItem.Target;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a NetworkPolicy is in Cilium's terms: pods by label, the cluster's own machines by entity, the world by address. */
final class CiliumTranslation {

    /** What the schema of {@code matchName} allows. */
    private static final Pattern NAME = Pattern.compile("([-a-zA-Z0-9_]+[.]?)+");

    private static final int LONGEST_NAME = 255;

    private final NetworkPolicy policy;
    private final PeerFacts facts;
    private final boolean looksUpNames;
    private final List<Difference> differences = new ArrayList<>();

    CiliumTranslation(RecommendedPolicy recommended) {
        policy = recommended.policy();
        facts = recommended.facts();
        looksUpNames = policy.spec().egress().stream()
                .flatMap(rule -> rule.ports().stream())
                .anyMatch(CiliumTranslation::isDns);
        CiliumSelectors.check(policy.spec().podSelector(), true, differences);
    }

    List<Difference> differences() {
        return differences;
    }

    /** Port 53, and 5353 where the name servers of OpenShift listen behind their Service. */
    static boolean isDns(PolicyPort port) {
        return port.protocol() != Protocol.SCTP
                && port.ports() instanceof Ports.Number single
                && (single.number() == 53 || single.number() == 5353);
    }

    List<CiliumItem> items(Direction direction, List<List<String>> comments) {
        List<CiliumItem> items = new ArrayList<>();
        List<Rule> rules = policy.spec().rules(direction);
        for (int i = 0; i < rules.size(); i++) {
            items.addAll(items(rules.get(i), direction, i < comments.size() ? comments.get(i) : List.of()));
        }
        if (direction == Direction.EGRESS && !facts.ownNodePorts().isEmpty()) {
            // Entity host is the node a pod runs on; Cilium lets it in by default, but not a pod out to it.
            Target host = new Target.Entities(new TreeSet<>(List.of("host")));
            items.add(new CiliumItem(host, facts.ownNodePorts(), List.of("The node a pod runs on.")));
        }
        return items;
    }

    private List<CiliumItem> items(Rule rule, Direction direction, List<String> comments) {
        List<Target> targets = rule.peers().isEmpty()
                ? List.of(new Target.Entities(new TreeSet<>(List.of("all"))))
                : targets(rule.peers(), direction);
        List<CiliumItem> items = new ArrayList<>();
        for (Target target : targets) {
            items.add(new CiliumItem(target, rule.ports(), items.isEmpty() ? comments : List.of()));
        }
        return items;
    }

    private List<Target> targets(List<Peer> peers, Direction direction) {
        List<LabelSelector> endpoints = new ArrayList<>();
        List<Peer.IpBlock> blocks = new ArrayList<>();
        SortedSet<String> entities = new TreeSet<>();
        SortedSet<String> names = new TreeSet<>();
        for (Peer peer : peers) {
            if (peer instanceof Peer.PodPeer pods) {
                pods.podSelector().ifPresent(it -> CiliumSelectors.check(it, false, differences));
                endpoints.add(CiliumSelectors.peer(pods));
                continue;
            }
            Peer.IpBlock block = (Peer.IpBlock) peer;
            SortedSet<String> namesOfBlock = names(block, direction);
            SortedSet<String> entitiesOfBlock = entities(block, peers);
            if (!entitiesOfBlock.isEmpty()) {
                entities.addAll(entitiesOfBlock);
            } else if (!namesOfBlock.isEmpty()) {
                names.addAll(namesOfBlock);
            } else {
                checkUnseen(block);
                blocks.add(block);
            }
        }
        List<Target> targets = new ArrayList<>();
        if (!endpoints.isEmpty()) {
            targets.add(new Target.Endpoints(endpoints));
        }
        if (!entities.isEmpty()) {
            targets.add(new Target.Entities(entities));
        }
        if (!blocks.isEmpty()) {
            targets.add(new Target.Blocks(blocks));
        }
        if (!names.isEmpty()) {
            targets.add(new Target.Names(names));
        }
        return targets;
    }

    /**
     * The entities of an address of the cluster's machines. A CIDR rule does not match them: their identity is that of
     * the node, and of the API server if it is served there.
     */
    private SortedSet<String> entities(Peer.IpBlock block, List<Peer> peers) {
        if (!isSingle(block.cidr())) {
            return new TreeSet<>();
        }
        IpAddress address = block.cidr().network();
        if (facts.apiServer().contains(address)) {
            boolean all = facts.apiServer().stream().allMatch(it -> peers.contains(Peer.block(Cidr.ofSingle(it))));
            if (!all) {
                differences.add(Difference.opens(
                        "Entity kube-apiserver is every address of the API server, not only " + address + "."));
            }
            return new TreeSet<>(List.of("kube-apiserver"));
        }
        if (facts.nodes().contains(address)) {
            differences.add(Difference.opens(
                    "Entities host and remote-node are every node and every pod on a host network, not only " + address
                            + "."));
            return new TreeSet<>(List.of("host", "remote-node"));
        }
        return new TreeSet<>();
    }

    private SortedSet<String> names(Peer.IpBlock block, Direction direction) {
        SortedSet<String> usable = new TreeSet<>();
        if (direction == Direction.INGRESS || !isSingle(block.cidr())) {
            return usable;
        }
        IpAddress address = block.cidr().network();
        for (String name : facts.namesOf(address)) {
            String canonical = canonical(name);
            if (canonical.length() <= LONGEST_NAME
                    && NAME.matcher(canonical).matches()
                    && IpAddress.parse(canonical).isEmpty()) {
                usable.add(canonical);
            }
        }
        if (usable.isEmpty()
                || facts.apiServer().contains(address)
                || facts.nodes().contains(address)) {
            return new TreeSet<>();
        }
        if (!looksUpNames) {
            // Not a difference: the address is allowed as the NetworkPolicy allows it.
            return new TreeSet<>();
        }
        usable.forEach(
                name -> differences.add(Difference.opens(name + " is allowed wherever the name server says it is,"
                        + " not only at " + address + "; and only after a lookup.")));
        return usable;
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Cilium's CIDR rules match neither pods nor nodes (cilium issue 9209). */
    private void checkUnseen(Peer.IpBlock block) {
        boolean pods = facts.pods().stream().anyMatch(block::contains);
        boolean machines = facts.nodes().stream().anyMatch(block::contains)
                || facts.apiServer().stream().anyMatch(block::contains);
        if (pods || machines) {
            differences.add(Difference.closes("Block " + block.cidr() + " holds addresses of "
                    + (pods ? "pods" : "nodes") + ", which Cilium's CIDR rules do not match."));
        }
    }

    private static boolean isSingle(Cidr cidr) {
        return cidr.prefixLength() == cidr.family().bits();
    }
}
