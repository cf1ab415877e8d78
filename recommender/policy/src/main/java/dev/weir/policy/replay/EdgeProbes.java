package dev.weir.policy.replay;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.landscape.ApiServer;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that stand for an edge. A workload is represented by one pod of each set of labels it has, and by one
 * more replica, which runs on no node and has no address yet: what holds for all of them holds for every pod.
 * An entity is looked up once. Safe for use by several threads.
 */
public final class EdgeProbes {

    private final Landscape landscape;
    private final Map<Entity, List<Side>> known = new ConcurrentHashMap<>();

    public EdgeProbes(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Whether no policy can close the edge, because one end is the node that the other runs on (API text). */
    public static boolean isAlwaysAllowed(EdgeKey edge) {
        return edge.getClient().getKind() == EntityKind.ENTITY_LOCAL_NODE
                || edge.getServer().getKind() == EntityKind.ENTITY_LOCAL_NODE;
    }

    /** The connections to judge; none if an end, the port or the protocol is nothing that an evaluator can be asked. */
    public List<Probe> of(EdgeKey edge) {
        Optional<Protocol> protocol = Protocol.ofNumber(edge.getIpProtocol());
        List<Probe> probes = new ArrayList<>();
        if (protocol.isEmpty()) {
            return probes;
        }
        for (int port : ports(edge)) {
            for (Side client : sides(edge.getClient())) {
                for (Side server : sides(edge.getServer())) {
                    if (client.canMeet(server)) {
                        probes.add(new Probe(client.party(), server.party(), port, protocol.get()));
                    }
                }
            }
        }
        return probes;
    }

    /** The addresses by which an entity is asked about; none if it is asked about as pods, or not at all. */
    public List<IpAddress> addresses(Entity entity) {
        return sides(entity).stream()
                .map(Side::party)
                .filter(Party.AddressParty.class::isInstance)
                .map(party -> ((Party.AddressParty) party).address())
                .toList();
    }

    /**
     * One that may be an end.
     *
     * @param pod empty if it is asked about by address
     * @param families of its addresses; none if it can use any
     */
    record Side(Party party, Optional<Pod> pod, Set<AddressFamily> families) {

        static Side of(Pod pod) {
            return new Side(Party.pod(pod.namespace(), pod.name()), Optional.of(pod), pod.families());
        }

        static Side of(IpAddress address) {
            return new Side(new Party.AddressParty(address), Optional.empty(), Set.of(address.family()));
        }

        boolean canMeet(Side other) {
            return families.isEmpty() || other.families.isEmpty() || !Collections.disjoint(families, other.families);
        }
    }

    List<Side> sides(Entity entity) {
        return known.computeIfAbsent(entity, this::lookUp);
    }

    private List<Side> lookUp(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD ->
                landscape.workload(entity).map(EdgeProbes::sides).orElse(List.of());
            case ENTITY_EXTERNAL_IP ->
                sides(WireAddress.of(entity.getIp()).stream().toList());
            case ENTITY_API_SERVER -> apiServer(entity);
            case ENTITY_NODE -> node(entity);
            default -> List.of();
        };
    }

    private static List<Side> sides(KnownWorkload workload) {
        if (workload.onHostNetwork()) {
            return sides(workload.hostAddresses());
        }
        List<Side> sides = new ArrayList<>();
        workload.representatives().forEach(pod -> sides.add(Side.of(pod)));
        sides.add(Side.of(workload.replica()));
        return sides;
    }

    private List<Side> apiServer(Entity entity) {
        ApiServer server = landscape.apiServer();
        return WireAddress.of(entity.getIp())
                .filter(address -> !server.serviceAddresses().contains(address))
                .map(address -> sides(List.of(address)))
                .orElseGet(() -> sides(server.endpoints()));
    }

    private List<Side> node(Entity entity) {
        Optional<IpAddress> address = WireAddress.of(entity.getIp());
        if (address.isPresent()) {
            return sides(List.of(address.get()));
        }
        Node node = landscape.nodes().get(entity.getName());
        return node == null ? List.of() : sides(node.addresses());
    }

    private static List<Side> sides(Collection<IpAddress> addresses) {
        return addresses.stream().map(address -> Side.of(address)).toList();
    }

    /** The observed port; where it was that of the API server's Service, the ports of the endpoints behind it. */
    Collection<Integer> ports(EdgeKey edge) {
        if (edge.getServer().getKind() == EntityKind.ENTITY_API_SERVER) {
            ApiServer server = landscape.apiServer();
            boolean service = WireAddress.of(edge.getServer().getIp())
                    .filter(server.serviceAddresses()::contains)
                    .isPresent();
            if (service && !server.ports().isEmpty()) {
                return server.ports();
            }
        }
        int port = edge.getPort();
        return port < Ports.LOWEST || port > Ports.HIGHEST ? List.of() : List.of(port);
    }
}
