package dev.weir.recommender.view;

import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.v1.Admission;
import dev.weir.v1.Alert;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Tally;
import dev.weir.v1.TallyKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of Weir's topics, all of cluster {@code prod} and namespace {@code shop}. */
public final class Samples {
    private Samples() {}

    public static ProducerRecord<byte[], byte[]> accepted(String client, String server, int port, long records) {
        return edge(client, server, port, records, Admission.ACCEPTED);
    }

    public static ProducerRecord<byte[], byte[]> held(String client, String server, int port, long records) {
        return edge(client, server, port, records, Admission.QUARANTINED);
    }

    private static ProducerRecord<byte[], byte[]> edge(
            String client, String server, int port, long records, Admission admission) {
        EdgeKey key = key(client, server, port);
        ObservedEdge.Builder edge = ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(key)
                .setAdmission(admission)
                .setEvidence(EdgeEvidence.newBuilder().setRecords(records));
        if (admission == Admission.QUARANTINED) {
            edge.addReasons(QuarantineReason.UNANSWERED);
        }
        return new ProducerRecord<>(
                Topics.EDGES.name(), bytes(TopicKeys.edgeKey(key)), edge.build().toByteArray());
    }

    public static ProducerRecord<byte[], byte[]> edgeGone(String client, String server, int port) {
        return new ProducerRecord<>(Topics.EDGES.name(), bytes(TopicKeys.edgeKey(key(client, server, port))), null);
    }

    public static EdgeKey key(String client, String server, int port) {
        return EdgeKey.newBuilder()
                .setCluster("prod")
                .setClient(workload(client))
                .setServer(workload(server))
                .setIpProtocol(6)
                .setPort(port)
                .build();
    }

    public static ProducerRecord<byte[], byte[]> recommendation(String name, long generation, String yaml) {
        String json =
                """
                {"cluster": "prod", "subject": {"namespace": "shop", "kind": "Deployment", "name": "%s"},
                 "status": "%s", "policyName": "weir-%s", "yaml": "%s", "generation": %d,
                 "surplus": {"ingressTriples": 2, "egressTriples": 0}, "replay": {"acceptedEdges": 3, "admitted": 3},
                 "held": [{}], "warnings": ["a | b"], "contentHash": "00"}
                """.formatted(name, yaml.isEmpty() ? "LEARNING" : "READY", name, yaml.replace("\n", "\\n"), generation);
        return new ProducerRecord<>(Topics.RECOMMENDATIONS.name(), recommendationKey(name), bytes(json));
    }

    public static ProducerRecord<byte[], byte[]> withdrawn(String name) {
        return new ProducerRecord<>(Topics.RECOMMENDATIONS.name(), recommendationKey(name), null);
    }

    public static byte[] recommendationKey(String name) {
        return bytes(TopicKeys.recommendationKey("prod", workload(name)));
    }

    public static ProducerRecord<byte[], byte[]> tally(TallyKind kind, String reason, long count) {
        Alert alert = Alert.newBuilder()
                .setSchemaVersion(1)
                .setCluster("prod")
                .setTally(Tally.newBuilder()
                        .setCluster("prod")
                        .setKind(kind)
                        .setReason(reason)
                        .setCount(count))
                .build();
        return new ProducerRecord<>(Topics.ALERTS.name(), bytes("prod/" + kind + "/" + reason), alert.toByteArray());
    }

    public static ProducerRecord<byte[], byte[]> deadLetter(long offset, String reason) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.DEAD_LETTER.name(), bytes(TopicKeys.deadLetterKey("hubble", 3, offset)), new byte[] {1});
        Map<String, String> headers = Map.of(
                "weir-reason", reason,
                "weir-topic", "hubble",
                "weir-partition", "3",
                "weir-offset", Long.toString(offset),
                "weir-position", "0");
        headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    public static ProducerRecord<byte[], byte[]> namespace(String name) {
        InventoryEvent event = InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster("prod")
                .setKind("Namespace")
                .setName(name)
                .build();
        return new ProducerRecord<>(Topics.INVENTORY.name(), bytes(TopicKeys.inventoryKey(event)), event.toByteArray());
    }

    public static ProducerRecord<byte[], byte[]> garbage(String topic) {
        return new ProducerRecord<>(topic, bytes("garbage"), bytes("{not a message"));
    }

    /** One record of each kind, in an order in which later ones replace and remove earlier ones. */
    public static List<ProducerRecord<byte[], byte[]>> story() {
        return List.of(
                namespace("shop"),
                accepted("web", "db", 5432, 10),
                held("cron", "db", 22, 3),
                accepted("web", "cache", 6379, 5),
                tally(TallyKind.READ, "", 20),
                recommendation("web", 1, "kind: NetworkPolicy\nname: web-1\n"),
                recommendation("db", 1, "kind: NetworkPolicy\nname: db-1\n"),
                deadLetter(7, "not JSON"),
                garbage(Topics.EDGES.name()),
                edgeGone("web", "cache", 6379),
                tally(TallyKind.WAITING, "unknown-address", 4),
                tally(TallyKind.READ, "", 25),
                tally(TallyKind.NO_EVIDENCE, "icmp-error", 8),
                recommendation("web", 2, "kind: NetworkPolicy\nname: web-2\n"),
                recommendation("web", 1, "kind: NetworkPolicy\nname: web-1\n"),
                withdrawn("db"),
                recommendation("cron", 1, ""));
    }

    private static Entity workload(String name) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace("shop")
                .setWorkloadKind("Deployment")
                .setName(name)
                .build();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
