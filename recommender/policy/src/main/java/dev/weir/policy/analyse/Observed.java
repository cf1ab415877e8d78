package dev.weir.policy.analyse;

import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.PortSet;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ports on which connections were observed to pass, for looking up. What one pod of a workload did counts for all of
 * them: replicas do the same at other times.
 */
final class Observed {

    private final Map<Pair, OpenPorts> ports = new HashMap<>();
    private final Map<Object, TreeMap<IpAddress, OpenPorts>> fromPods = new HashMap<>();
    private final Map<Object, TreeMap<IpAddress, OpenPorts>> toPods = new HashMap<>();

    private record Pair(Object from, Object to) {}

    Observed(Snapshot snapshot, Collection<ObservedEdge> edges) {
        EdgeEnds ends = new EdgeEnds(snapshot);
        edges.stream().filter(Observed::passed).forEach(edge -> add(edge.getKey(), ends));
    }

    /** Whether some connection got through: somebody answered, a verdict let it pass, or it was accepted as evidence. */
    static boolean passed(ObservedEdge edge) {
        return edge.getEvidence().getAnswered()
                || edge.getEvidence().getAllowed() > 0
                || edge.getAdmission() == Admission.ACCEPTED;
    }

    static boolean wasDenied(ObservedEdge edge) {
        return edge.getEvidence().getDenied() > 0 || edge.getReasonsList().contains(QuarantineReason.DENIED);
    }

    private void add(EdgeKey edge, EdgeEnds ends) {
        EdgeEnds.protocol(edge).ifPresent(protocol -> {
            OpenPorts port = new OpenPorts(Map.of(protocol, PortSet.of(edge.getPort())));
            Optional<Workload> client = workload(edge.getClient(), ends);
            Optional<Workload> server = workload(edge.getServer(), ends);
            Object from = client.<Object>map(it -> it).orElseGet(() -> node(edge.getClient()));
            Object to = server.<Object>map(it -> it).orElseGet(() -> node(edge.getServer()));
            ports.merge(new Pair(from, to), port, OpenPorts::union);
            if (server.isEmpty()) {
                client.ifPresent(it -> addAddress(fromPods, it, edge.getServer(), port));
            }
            if (client.isEmpty()) {
                server.ifPresent(it -> addAddress(toPods, it, edge.getClient(), port));
            }
        });
    }

    private static void addAddress(
            Map<Object, TreeMap<IpAddress, OpenPorts>> map, Workload workload, Entity other, OpenPorts port) {
        EdgeEnds.address(other).ifPresent(address -> map.computeIfAbsent(workload, unused -> new TreeMap<>())
                .merge(address, port, OpenPorts::union));
    }

    private static Optional<Workload> workload(Entity entity, EdgeEnds ends) {
        return ends.pods(entity).stream().map(OwnedPod::workload).findFirst();
    }

    private static Object node(Entity entity) {
        return entity.getKind() == EntityKind.ENTITY_NODE ? entity.getName() : entity;
    }

    OpenPorts between(Workload from, Workload to) {
        return ports.getOrDefault(new Pair(from, to), OpenPorts.none());
    }

    OpenPorts toNode(Workload from, String node) {
        return ports.getOrDefault(new Pair(from, node), OpenPorts.none());
    }

    OpenPorts fromNode(String node, Workload to) {
        return ports.getOrDefault(new Pair(node, to), OpenPorts.none());
    }

    /** What was observed with each address of a range that pods of the workload connected to. */
    Collection<OpenPorts> toAddresses(Workload from, AddressRange range) {
        return within(fromPods.get(from), range);
    }

    /** What was observed with each address of a range that connected to pods of the workload. */
    Collection<OpenPorts> fromAddresses(AddressRange range, Workload to) {
        return within(toPods.get(to), range);
    }

    /** Whether any pod was observed to connect to the address. */
    boolean wasReached(IpAddress address) {
        return fromPods.values().stream().anyMatch(addresses -> addresses.containsKey(address));
    }

    private static Collection<OpenPorts> within(@Nullable TreeMap<IpAddress, OpenPorts> addresses, AddressRange range) {
        return addresses == null
                ? List.of()
                : addresses.subMap(range.first(), true, range.last(), true).values();
    }
}
