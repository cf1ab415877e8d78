package dev.weir.traffic.redteam;

import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.edge.ClientReview;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.identity.Entities;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Connections, written down as evidence, and which edges they end up as. */
final class TestingTraffic {
    static final int DAYS = 14;
    static final int FIRST_DAY = 20_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;

    private final Map<String, ObservedEdge> edges = new TreeMap<>();
    private final Set<String> attack = new TreeSet<>();

    /**
     * One connection between workloads.
     *
     * @param pod of the client
     * @param day from 0
     * @param second of the day
     */
    record Connection(
            String client,
            int pod,
            String server,
            int protocol,
            int port,
            int day,
            int second,
            boolean answered,
            boolean declared) {
        Connection at(int otherDay, int otherSecond) {
            return new Connection(client, pod, server, protocol, port, otherDay, otherSecond, answered, declared);
        }

        Connection from(int otherPod) {
            return new Connection(client, otherPod, server, protocol, port, day, second, answered, declared);
        }
    }

    void legitimate(Connection connection) {
        add(connection);
    }

    /** An edge that legitimate traffic has too is no attack: nobody could tell the two apart. */
    void attack(Connection connection) {
        String key = add(connection);
        attack.add(key);
    }

    /** Nanoseconds since the epoch at the start of a day. */
    static long startOf(int day) {
        return (FIRST_DAY + day) * SECONDS_PER_DAY * NANOS_PER_SECOND;
    }

    private String add(Connection connection) {
        Evidence evidence = new Evidence();
        evidence.seen(Evidence.Side.BOTH, startOf(connection.day) + connection.second * NANOS_PER_SECOND + 1);
        evidence.orientedBy(OrientationBasis.BASIS_TCP_SYN);
        evidence.clientPod(connection.client + "-" + connection.pod);
        if (connection.answered) {
            evidence.answered();
        }
        if (connection.declared) {
            evidence.declared();
        }
        EdgeKey key = EdgeKey.newBuilder()
                .setCluster("red")
                .setClient(workload(connection.client))
                .setServer(workload(connection.server))
                .setIpProtocol(connection.protocol)
                .setPort(connection.port)
                .build();
        ObservedEdge delta = ObservedEdge.newBuilder()
                .setKey(key)
                .setEvidence(evidence.toProto())
                .build();
        edges.compute(TopicKeys.edgeKey(key), (name, state) -> EdgeReducer.reduce(state, delta));
        return TopicKeys.edgeKey(key);
    }

    private static Entity workload(String name) {
        return Entities.workload("shop", "Deployment", name);
    }

    /** Every edge as it leaves admission, held or not: as many as came in. */
    List<ObservedEdge> judged(AdmissionSettings settings) {
        Map<String, List<ObservedEdge>> byClient = new TreeMap<>();
        edges.values()
                .forEach(edge -> byClient.computeIfAbsent(TopicKeys.clientKey(edge.getKey()), key -> new ArrayList<>())
                        .add(edge));
        return byClient.values().stream()
                .flatMap(ofClient -> ClientReview.review(ofClient, settings).stream())
                .toList();
    }

    Set<String> attackEdges() {
        return attack;
    }

    int size() {
        return edges.size();
    }
}
