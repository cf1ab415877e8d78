package dev.weir.policy.analyse;

import static java.util.stream.Collectors.groupingBy;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the ends of observed edges in a snapshot. */
final class EdgeEnds {

    private final Map<Workload, List<OwnedPod>> byWorkload;
    private final Map<String, List<OwnedPod>> byName;
    private final Set<String> nodes = new HashSet<>();

    EdgeEnds(Snapshot snapshot) {
        List<OwnedPod> running =
                snapshot.pods().stream().filter(it -> !it.pod().completed()).toList();
        byWorkload = running.stream().collect(groupingBy(OwnedPod::workload));
        byName = running.stream()
                .collect(groupingBy(
                        it -> it.workload().namespace() + "/" + it.workload().name()));
        snapshot.cluster().nodes().stream().map(Node::name).forEach(nodes::add);
    }

    /** The running pods of a workload; none for any other entity. */
    List<OwnedPod> pods(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD ->
                entity.getWorkloadKind().equals(KnownWorkload.INFERRED_KIND)
                        ? byName.getOrDefault(entity.getNamespace() + "/" + entity.getName(), List.of())
                        : byWorkload.getOrDefault(
                                new Workload(entity.getNamespace(), entity.getWorkloadKind(), entity.getName()),
                                List.of());
            default -> List.of();
        };
    }

    /** The address of an entity that is known by one. */
    static Optional<IpAddress> address(Entity entity) {
        return WireAddress.of(entity.getIp());
    }

    /** Everybody who may be meant; none if the snapshot or the evaluator knows nobody. */
    private List<Party> parties(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD ->
                pods(entity).stream().map(it -> PodGroup.party(it.pod())).toList();
            case ENTITY_NODE ->
                nodes.contains(entity.getName())
                        ? List.of(Party.node(entity.getName()))
                        : addressed(entity).toList();
            case ENTITY_EXTERNAL_IP, ENTITY_API_SERVER -> addressed(entity).toList();
            default -> List.of();
        };
    }

    private static Stream<Party> addressed(Entity entity) {
        return address(entity).stream().map(Party.AddressParty::new);
    }

    /** The transport and port of an edge, or nothing if no policy can name them. */
    static Optional<Protocol> protocol(EdgeKey edge) {
        return edge.getPort() < Ports.LOWEST || edge.getPort() > Ports.HIGHEST
                ? Optional.empty()
                : Protocol.ofNumber(edge.getIpProtocol());
    }

    /** The connections that an edge may have been; none if an end is unknown or no policy can name it. */
    List<Probe> probes(EdgeKey edge) {
        List<Probe> probes = new ArrayList<>();
        protocol(edge).ifPresent(protocol -> {
            for (Party from : parties(edge.getClient())) {
                for (Party to : parties(edge.getServer())) {
                    if (!from.equals(to)) {
                        probes.add(new Probe(from, to, edge.getPort(), protocol));
                    }
                }
            }
        });
        return probes;
    }

    /** An entity in words. */
    static String name(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD ->
                new Workload(entity.getNamespace(), entity.getWorkloadKind(), entity.getName()).toString();
            case ENTITY_NODE -> "node:" + (entity.getName().isEmpty() ? addressText(entity) : entity.getName());
            case ENTITY_LOCAL_NODE -> "its own node";
            case ENTITY_API_SERVER -> "the API server at " + addressText(entity);
            case ENTITY_EXTERNAL_IP -> addressText(entity);
            case ENTITY_EXTERNAL_NAME -> entity.getName();
            case ENTITY_SERVICE -> "service " + entity.getName();
            case ENTITY_UNKNOWN, UNRECOGNIZED -> "somebody unknown at " + addressText(entity);
        };
    }

    private static String addressText(Entity entity) {
        return address(entity).map(IpAddress::toString).orElse("an unknown address");
    }

    /** An edge in words. */
    static String name(EdgeKey edge) {
        String protocol = Protocol.ofNumber(edge.getIpProtocol())
                .map(Protocol::toString)
                .orElse("IP protocol " + edge.getIpProtocol());
        return name(edge.getClient()) + " => " + name(edge.getServer()) + " : " + protocol + " " + edge.getPort();
    }
}
