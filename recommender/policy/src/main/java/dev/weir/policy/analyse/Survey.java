package dev.weir.policy.analyse;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everybody in and around a snapshot whom some policies can tell apart, each once: groups of pods, nodes, and pieces of
 * the address space outside.
 *
 * <p>A pod and its own node always reach each other under NetworkPolicies, which would tell every two replicas apart.
 * So here no pod runs on a known node: what is said of a node holds for the pods of all other nodes.
 */
final class Survey {

    private final Cluster cluster;
    private final List<PodGroup> groups;
    private final List<NodeGroup> nodes;
    private final Map<AddressFamily, List<AddressRange>> outside = new TreeMap<>();
    private final TreeSet<IpAddress> owned = new TreeSet<>();

    /** Nodes that are treated alike. */
    record NodeGroup(Place place, List<Node> nodes) {}

    /** What policies can know of a pod beside its namespace. */
    private record Looks(Map<String, String> labels, List<NamedPort> ports, List<AddressRange> addresses) {}

    Survey(Snapshot snapshot, Collection<PolicySet> policySets) {
        MentionedKeys keys = new MentionedKeys(policySets);
        AddressCuts cuts = new AddressCuts(policySets);
        List<OwnedPod> running = snapshot.pods().stream()
                .filter(it -> !it.pod().completed() && !it.pod().hostNetwork())
                .toList();
        cluster = new Cluster(
                snapshot.namespaces(),
                running.stream().map(it -> withoutNode(it.pod())).toList(),
                snapshot.cluster().nodes());
        groups = groups(running, keys, cuts);
        nodes = nodes(cluster.nodes(), keys, cuts);
        running.forEach(it -> owned.addAll(it.pod().addresses()));
        cluster.nodes().forEach(node -> owned.addAll(node.addresses()));
        for (AddressFamily family : families(running, cuts)) {
            outside.put(
                    family,
                    cuts.pieces(family).stream()
                            .filter(this::hasAddressOfNobody)
                            .toList());
        }
    }

    private static Pod withoutNode(Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.labels(),
                pod.addresses(),
                pod.namedPorts(),
                false,
                Optional.empty(),
                false);
    }

    private static List<PodGroup> groups(List<OwnedPod> pods, MentionedKeys keys, AddressCuts cuts) {
        List<PodGroup> groups = new ArrayList<>();
        Map<Workload, List<OwnedPod>> byWorkload =
                pods.stream().collect(groupingBy(OwnedPod::workload, TreeMap::new, toCollection(ArrayList::new)));
        byWorkload.forEach((workload, members) -> {
            Map<Looks, List<OwnedPod>> byLooks = members.stream()
                    .collect(groupingBy(
                            it -> looks(it.pod(), keys, cuts), LinkedHashMap::new, toCollection(ArrayList::new)));
            if (byLooks.size() == 1) {
                groups.add(new PodGroup(new Place.OfWorkload(workload), workload, members));
                return;
            }
            members.forEach(it -> groups.add(new PodGroup(Place.OfPod.of(it.pod()), workload, List.of(it))));
        });
        return List.copyOf(groups);
    }

    private static Looks looks(Pod pod, MentionedKeys keys, AddressCuts cuts) {
        return new Looks(
                keys.relevantToPods(pod.labels()),
                pod.namedPorts(),
                pod.addresses().stream().map(cuts::around).toList());
    }

    private static List<NodeGroup> nodes(List<Node> nodes, MentionedKeys keys, AddressCuts cuts) {
        long kinds = nodes.stream()
                .map(node -> new Looks(
                        keys.relevantToNodes(node.labels()),
                        List.of(),
                        node.addresses().stream().map(cuts::around).toList()))
                .distinct()
                .count();
        if (kinds == 1) {
            return List.of(new NodeGroup(new Place.AllNodes(), nodes));
        }
        return nodes.stream()
                .map(node -> new NodeGroup(new Place.OfNode(node.name()), List.of(node)))
                .toList();
    }

    /** Those that pods or rules speak; IPv4 for a pod that has no address yet. */
    private static Set<AddressFamily> families(List<OwnedPod> pods, AddressCuts cuts) {
        Set<AddressFamily> families = new TreeSet<>(cuts.mentionedFamilies());
        for (OwnedPod owned : pods) {
            owned.pod().addresses().forEach(address -> families.add(address.family()));
            if (owned.pod().addresses().isEmpty()) {
                families.add(AddressFamily.IPV4);
            }
        }
        return families;
    }

    private boolean hasAddressOfNobody(AddressRange piece) {
        return owned(piece).compareTo(piece.size()) < 0;
    }

    /** The snapshot as it is judged: without completed and host-network pods, and pods on no node. */
    Cluster cluster() {
        return cluster;
    }

    List<PodGroup> groups() {
        return groups;
    }

    List<NodeGroup> nodes() {
        return nodes;
    }

    Set<AddressFamily> families() {
        return outside.keySet();
    }

    /** How many addresses of a range pods and nodes own. */
    BigInteger owned(AddressRange range) {
        return BigInteger.valueOf(
                owned.subSet(range.first(), true, range.last(), true).size());
    }

    boolean isOwned(IpAddress address) {
        return owned.contains(address);
    }

    /** Pieces of the address space that are not wholly owned by pods and nodes, ascending. */
    List<AddressRange> outside(AddressFamily family) {
        return outside.getOrDefault(family, List.of());
    }
}
