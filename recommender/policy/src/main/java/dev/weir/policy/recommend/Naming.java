package dev.weir.policy.recommend;

import dev.weir.policy.landscape.ApiServer;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names the other ends of a subject's edges in its policy. */
final class Naming {

    private final Facts facts;
    private final Landscape landscape;
    private final String namespace;

    /** @param namespace the policy's own, in which a peer needs no namespace selector */
    Naming(Facts facts, String namespace) {
        this.facts = facts;
        landscape = facts.landscape();
        this.namespace = namespace;
    }

    Named name(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD -> workload(entity);
            case ENTITY_EXTERNAL_IP -> single(entity, WireAddress.of(entity.getIp()), "address ");
            case ENTITY_API_SERVER -> apiServer(entity);
            case ENTITY_NODE -> node(entity);
            case ENTITY_LOCAL_NODE -> new Named.AlwaysAllowed("the node a pod runs on");
            case ENTITY_EXTERNAL_NAME ->
                new Named.Nobody(entity.getName(), "is known by name only, and a NetworkPolicy knows only addresses");
            case ENTITY_SERVICE ->
                new Named.Nobody("Service " + entity.getName(), "has no endpoints that a rule could name");
            default -> new Named.Nobody("an unknown peer", "is not known");
        };
    }

    /** Like {@code Deployment web}, with the namespace where it is another than the policy's. */
    static String title(KnownWorkload workload, String namespace) {
        return workload.namespace().equals(namespace) ? workload.title() : workload.fullTitle();
    }

    private Named workload(Entity entity) {
        Optional<KnownWorkload> known = landscape.workload(entity);
        if (known.isEmpty()) {
            String title = entity.getWorkloadKind() + " " + entity.getNamespace() + "/" + entity.getName();
            return new Named.Nobody(title, "is not in the inventory, so its labels are not known");
        }
        String title = title(known.get(), namespace);
        if (known.get().onHostNetwork()) {
            return known.get().hostAddresses().isEmpty()
                    ? new Named.Nobody(title, "is on the host network of nodes whose addresses are not known")
                    : all(known.get().hostAddresses(), title + ", on the host network");
        }
        return facts.selection(known.get())
                .<Named>map(selection -> new Named.Pods(peer(entity, selection.selector()), selection, title))
                .orElseGet(() -> new Named.Nobody(title, "has no stable label that a selector could ask for"));
    }

    private Peer peer(Entity entity, LabelSelector selector) {
        return entity.getNamespace().equals(namespace)
                ? Peer.pods(selector)
                : Peer.podsIn(LabelSelector.of(Namespace.NAME_LABEL, entity.getNamespace()), selector);
    }

    /** All endpoints: which of them answers is the choice of the Service, not of the client. */
    private Named apiServer(Entity entity) {
        ApiServer known = landscape.apiServer();
        Optional<IpAddress> seen = WireAddress.of(entity.getIp())
                .filter(address -> !known.serviceAddresses().contains(address));
        SortedSet<IpAddress> all = new TreeSet<>(known.endpoints());
        seen.ifPresent(all::add);
        if (all.isEmpty()) {
            return new Named.Nobody("the API server", "has no endpoint address that is known");
        }
        SortedSet<IpAddress> observed =
                seen.map(address -> new TreeSet<>(List.of(address))).orElseGet(() -> new TreeSet<>(all));
        return new Named.Addresses(List.copyOf(all), observed, "the API server");
    }

    /** The ports that a rule names for an edge to this entity, which for a Service's own address are the endpoints'. */
    List<TransportPort> ports(Entity server, TransportPort observed) {
        ApiServer known = landscape.apiServer();
        boolean untranslated = server.getKind() == EntityKind.ENTITY_API_SERVER
                && WireAddress.of(server.getIp())
                        .filter(known.serviceAddresses()::contains)
                        .isPresent();
        if (!untranslated || known.ports().isEmpty()) {
            return List.of(observed);
        }
        return known.ports().stream()
                .map(port -> new TransportPort(observed.protocol(), port))
                .toList();
    }

    private Named node(Entity entity) {
        String title = entity.getName().isEmpty() ? "a node" : "node " + entity.getName();
        Optional<IpAddress> seen = WireAddress.of(entity.getIp());
        if (seen.isPresent()) {
            return all(new TreeSet<>(List.of(seen.get())), title);
        }
        Node known = landscape.nodes().get(entity.getName());
        return known == null || known.addresses().isEmpty()
                ? new Named.Nobody(title, "has no address that is known")
                : all(new TreeSet<>(known.addresses()), title);
    }

    private static Named single(Entity entity, Optional<IpAddress> address, String title) {
        return address.<Named>map(it -> all(new TreeSet<>(List.of(it)), title + it))
                .orElseGet(() -> new Named.Nobody("an external peer", "has no address: " + entity.getName()));
    }

    private static Named all(SortedSet<IpAddress> addresses, String title) {
        return new Named.Addresses(List.copyOf(addresses), addresses, title);
    }
}
