package dev.weir.recommender.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.schemas.Topics;
import dev.weir.v1.Alert;
import dev.weir.v1.ObservedEdge;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ViewStore store;

    @BeforeEach
    void openStore() {
        store = ViewStore.open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void edgeUnderTheKeyOfAnotherIsRefused() {
        byte[] edge = ObservedEdge.newBuilder()
                .setKey(Samples.key("web", "db", 1))
                .build()
                .toByteArray();

        assertThat(problem(record(Topics.EDGES.name(), "something else", edge)))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("\"something else\" is not that of its edge"));
    }

    @Test
    void quarantinedEdgeAmongTheAlertsIsKnownAndChangesNothing() {
        byte[] alert = Alert.newBuilder()
                .setQuarantined(ObservedEdge.newBuilder().setKey(Samples.key("web", "db", 1)))
                .build()
                .toByteArray();

        assertThat(problem(record(Topics.ALERTS.name(), "prod/edge", alert))).isEmpty();
    }

    @Test
    void alertOfAnUnknownKindIsRefused() {
        assertThat(problem(record(Topics.ALERTS.name(), "prod/x", new byte[0]))).isPresent();
    }

    @Test
    void recordWithoutKeyIsRefused() {
        assertThat(problem(new ConsumerRecord<>(Topics.INVENTORY.name(), 0, 0, null, new byte[0])))
                .hasValue("the record has no key");
    }

    @Test
    void deadLetterWithoutItsHeadersIsRefused() {
        assertThat(problem(record(Topics.DEAD_LETTER.name(), "k", new byte[] {1})))
                .isPresent();
    }

    @Test
    void deadLetterWithoutAnOffsetIsRefused() {
        ConsumerRecord<byte[], byte[]> record = record(Topics.DEAD_LETTER.name(), "k", new byte[] {1});
        Map.of("weir-topic", "hubble", "weir-reason", "not JSON", "weir-partition", "0")
                .forEach((name, value) -> record.headers().add(name, Samples.bytes(value)));

        assertThat(problem(record))
                .hasValueSatisfying(problem -> assertThat(problem).contains("is no number"));
    }

    private Optional<String> problem(ConsumerRecord<byte[], byte[]> record) {
        try (ViewBatch batch = store.batch()) {
            Optional<String> problem = RecordReader.read(record, batch);
            if (problem.isPresent()) {
                assertThat(batch.isEmpty()).isTrue();
            }
            return problem;
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, Samples.bytes(key), value);
    }
}
