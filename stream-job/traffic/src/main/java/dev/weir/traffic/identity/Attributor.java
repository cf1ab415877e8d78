package dev.weir.traffic.identity;

import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.identity.Resolution.Ambiguous;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.traffic.identity.Resolution.Unknown;
import dev.weir.traffic.sighting.Ends;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SightedEnd;
import dev.weir.v1.Sighting;

/** Gives a sighting to the entities that its ends were at that time, as a change to one edge. */
public final class Attributor {
    private final Inventory inventory;

    public Attributor(Inventory inventory) {
        this.inventory = inventory;
    }

    /** What became of a sighting. */
    public sealed interface Outcome {
        /** Evidence to be merged into the edge with that key. */
        record Edge(ObservedEdge delta) implements Outcome {}

        /** An end that the inventory does not know yet. */
        record Waiting() implements Outcome {}

        /** Understood, but of no use for a policy. */
        record NoEvidence(String reason) implements Outcome {}
    }

    /** Attributes, or says that an end is not known yet. */
    public Outcome attribute(Sighting sighting) {
        return attribute(sighting, false, true);
    }

    /** Attributes for good: an end that is not known becomes an unknown entity, which is never allowed. */
    public Outcome attributeFinally(Sighting sighting) {
        return attribute(sighting, true, true);
    }

    /** The same where the inventory may not have told of that time yet: an address in the cluster is nobody's for good. */
    public Outcome attributeUnsettled(Sighting sighting) {
        return attribute(sighting, true, false);
    }

    private Outcome attribute(Sighting sighting, boolean forGood, boolean settled) {
        if (isHealthCheck(sighting.getClient()) || isHealthCheck(sighting.getServer())) {
            return new Outcome.NoEvidence("health check of the network plugin");
        }
        Resolution client = resolve(sighting, sighting.getClient(), clientPort(sighting), forGood);
        Resolution server = resolve(sighting, sighting.getServer(), sighting.getPort(), forGood);
        if (!settled) {
            client = unsettled(sighting.getClient(), client);
            server = unsettled(sighting.getServer(), server);
        }
        if (!forGood && (client instanceof Unknown || server instanceof Unknown)) {
            return new Outcome.Waiting();
        }
        if (sighting.getToldByNameServer()) {
            return name(sighting, client, server);
        }
        return edge(sighting, settled(client, sighting.getClient()), settled(server, sighting.getServer()));
    }

    private Resolution resolve(Sighting sighting, SightedEnd end, int port, boolean forGood) {
        return switch (end.getKind()) {
            case KIND_POD -> pod(sighting, end, forGood);
            case KIND_NODE -> Known.of(Entities.localNode());
            case KIND_REMOTE_NODE -> {
                String name = inventory.nodeAt(end.getIp());
                yield Known.of(Entities.node(name == null ? "" : name, end.getIp()));
            }
            case KIND_KUBE_APISERVER -> Known.of(Entities.apiServer(end.getIp()));
            case KIND_EXTERNAL -> external(end);
            default -> end.getIp().isEmpty() ? new Unknown() : addressed(sighting, end, port);
        };
    }

    private static Resolution unsettled(SightedEnd end, Resolution resolution) {
        boolean may = resolution instanceof Known known && known.entity().getKind() != EntityKind.ENTITY_WORKLOAD;
        return Ends.isAddressOnly(end) && !may ? new Unknown() : resolution;
    }

    private Resolution pod(Sighting sighting, SightedEnd end, boolean forGood) {
        Span span = span(sighting, end);
        if (inventory.isObserved()) {
            Resolution known = inventory.podNamed(end.getNamespace(), end.getPodName(), end.getPodUid(), span, false);
            if (known instanceof Unknown) {
                known = nameless(sighting, end, span);
            }
            if (!(known instanceof Unknown) || !forGood) {
                return known;
            }
        }
        if (end.getLabelsCount() > 0) {
            return LabelIdentity.of(end.getLabelsMap())
                    .<Resolution>map(identity -> new Known(
                            Entities.workload(end.getNamespace(), LabelIdentity.KIND, identity.name()),
                            end.getPodName().isEmpty() ? "" : end.getNamespace() + "/" + end.getPodName(),
                            "",
                            -1))
                    .orElseGet(Unknown::new);
        }
        // Another record may yet tell labels of that name, or other ones: only at last are they all known.
        return forGood
                ? inventory.podNamed(end.getNamespace(), end.getPodName(), "", Span.ANY_TIME, true)
                : new Unknown();
    }

    /** By its labels; the address tells which of its pods, and which workload where two have the labels. */
    private Resolution nameless(Sighting sighting, SightedEnd end, Span span) {
        Resolution owner = end.getIp().isEmpty()
                ? new Unknown()
                : inventory.addressed(end.getIp(), sighting.getIpProtocol(), 0, span);
        if (end.getLabelsCount() == 0) {
            return owner;
        }
        Resolution labelled = inventory.labelled(end.getNamespace(), end.getLabelsMap());
        boolean agree = owner instanceof Known one
                && (labelled instanceof Ambiguous
                        || labelled instanceof Known other && one.entity().equals(other.entity()));
        return agree ? owner : labelled;
    }

    private Resolution external(SightedEnd end) {
        if (!end.getIp().isEmpty()) {
            return Known.of(Entities.external(end.getIp()));
        }
        return end.getNamesCount() == 1 ? Known.of(Entities.externalName(end.getNames(0))) : new Unknown();
    }

    private Resolution addressed(Sighting sighting, SightedEnd end, int port) {
        return inventory.addressed(end.getIp(), sighting.getIpProtocol(), port, span(sighting, end));
    }

    private static Span span(Sighting sighting, SightedEnd end) {
        return new Span(sighting.getFromNs(), sighting.getToNs(), end.getNodeName());
    }

    /** A name is worth keeping where a workload was told it for an address outside. */
    private static Outcome name(Sighting sighting, Resolution client, Resolution server) {
        boolean outside = server instanceof Known known && known.entity().getKind() == EntityKind.ENTITY_EXTERNAL_IP;
        if (!outside || !(client instanceof Known asker) || !Entities.isWorkload(asker.entity())) {
            return new Outcome.NoEvidence("a name of no address outside, or told to no workload");
        }
        SightedEnd end = sighting.getServer();
        return new Outcome.Edge(ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(EdgeKey.newBuilder()
                        .setCluster(sighting.getCluster())
                        .setClient(asker.entity())
                        .setServer(Entities.toldName(end.getNames(0), end.getIp())))
                .setEvidence(sighting.getEvidence())
                .build());
    }

    private static Known settled(Resolution resolution, SightedEnd end) {
        if (resolution instanceof Known known) {
            return known;
        }
        String told = resolution instanceof Ambiguous ? Entities.AMBIGUOUS : told(end);
        return Known.of(Entities.unknown(told, end.getIp()));
    }

    private static String told(SightedEnd end) {
        return end.getPodName().isEmpty() ? end.getNamespace() : end.getNamespace() + "/" + end.getPodName();
    }

    private Outcome edge(Sighting sighting, Known client, Known server) {
        if (!client.pod().isEmpty() && client.pod().equals(server.pod())) {
            return new Outcome.NoEvidence("a pod to itself, which no policy can close");
        }
        if (!Entities.isWorkload(client.entity()) && !Entities.isWorkload(server.entity())) {
            return new Outcome.NoEvidence("no workload at either end");
        }
        boolean clientListens =
                sighting.hasClientPort() && listens(client.entity(), sighting, sighting.getClientPort());
        boolean serverListens = listens(server.entity(), sighting, portOf(sighting, server));
        if (clientListens && !serverListens) {
            return directed(turned(sighting), server, client, sighting.getClientPort(), true);
        }
        // Both or neither may listen: then the ports say nothing and the direction stays unknown.
        boolean decided = sighting.hasClientPort() ? serverListens && !clientListens : serverListens;
        return directed(sighting, client, server, portOf(sighting, server), decided);
    }

    private Outcome directed(Sighting sighting, Known client, Known server, int port, boolean listenerKnown) {
        Evidence evidence = Evidence.of(sighting.getEvidence());
        if (!client.pod().isEmpty()) {
            evidence.clientPod(client.pod());
        }
        boolean weak = isWeak(sighting.getEvidence());
        if (listenerKnown) {
            evidence.declared();
            if (weak) {
                evidence.orientedBy(OrientationBasis.BASIS_KNOWN_LISTENER);
            }
        }
        EdgeKey key = EdgeKey.newBuilder()
                .setCluster(sighting.getCluster())
                .setClient(seenFrom(server, client))
                .setServer(seenFrom(client, server))
                .setIpProtocol(sighting.getIpProtocol())
                .setPort(port)
                .build();
        return new Outcome.Edge(ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(key)
                .setEvidence(evidence.toProto())
                .build());
    }

    private static Sighting turned(Sighting sighting) {
        return sighting.toBuilder()
                .setEvidence(Evidence.turned(sighting.getEvidence()))
                .build();
    }

    /** A node is the local one for a pod that runs on it; traffic between the two is always allowed by the API's text. */
    private static Entity seenFrom(Known other, Known self) {
        boolean node = self.entity().getKind() == EntityKind.ENTITY_NODE;
        boolean same = !self.node().isEmpty() && self.node().equals(other.node());
        return node && same ? Entities.localNode() : self.entity();
    }

    private boolean listens(Entity entity, Sighting sighting, int port) {
        return inventory.listens(entity, sighting.getIpProtocol(), port);
    }

    private static boolean isWeak(EdgeEvidence evidence) {
        return evidence.getBasis() == OrientationBasis.BASIS_NONE
                || evidence.getBasis() == OrientationBasis.BASIS_PORT_HEURISTIC;
    }

    private static int portOf(Sighting sighting, Known server) {
        return server.port() >= 0 ? server.port() : sighting.getPort();
    }

    private static int clientPort(Sighting sighting) {
        return sighting.hasClientPort() ? sighting.getClientPort() : 0;
    }

    private static boolean isHealthCheck(SightedEnd end) {
        return end.getKind() == EndpointKind.KIND_HEALTH;
    }
}
