package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class InventoryPublisherTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final long DAY_NS = Duration.ofDays(1).toNanos();
    private static final long NOW_NS = NOW.getEpochSecond() * 1_000_000_000L;

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final InventoryPublisher publisher =
            new InventoryPublisher(producer, "weir.inventory", Duration.ofDays(7), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void recordHasTheKeyOfItsObject() {
        publisher.accept(pod("a", 0));

        assertThat(producer.history()).singleElement().satisfies(sent -> {
            assertThat(sent.topic()).isEqualTo("weir.inventory");
            assertThat(sent.key()).isEqualTo("Pod/shop/a/uid-a");
            assertThat(InventoryEvent.parseFrom(sent.value())).isEqualTo(pod("a", 0));
        });
    }

    @Test
    void allBeforeTheEndOfTheSnapshotIsOnTheBrokerFirst() {
        publisher.accept(pod("a", 0));
        assertThat(producer.flushed()).isFalse();

        publisher.accept(KubernetesObjects.complete("prod", 1));

        assertThat(producer.flushed()).isTrue();
        assertThat(producer.history()).last().satisfies(sent -> assertThat(sent.key())
                .isEqualTo("Snapshot///@prod"));
    }

    @Test
    void endedObjectIsRemovedAfterTheRetentionAndNotBefore() {
        publisher.resume(List.of(pod("old", NOW_NS - 8 * DAY_NS)));
        publisher.accept(pod("new", NOW_NS - 6 * DAY_NS));
        publisher.accept(pod("live", 0));

        assertThat(publisher.expire()).isEqualTo(1);
        assertThat(publisher.expire()).isZero();

        assertThat(producer.history())
                .filteredOn(sent -> sent.value() == null)
                .extracting(sent -> sent.key())
                .containsExactly("Pod/shop/old/uid-old");
    }

    @Test
    void objectThatIsBackIsNotRemoved() {
        publisher.accept(pod("a", NOW_NS - 8 * DAY_NS));
        publisher.accept(pod("a", 0));

        assertThat(publisher.expire()).isZero();
    }

    @Test
    void refusedRecordFailsTheNextCall() {
        publisher.accept(pod("a", 0));
        producer.errorNext(new TopicAuthorizationException("weir.inventory"));

        assertThatThrownBy(() -> publisher.accept(pod("b", 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot write to topic \"weir.inventory\"");
    }

    @Test
    void orderAndSafetyCannotBeConfiguredAway() {
        Properties connection = new Properties();
        connection.put("bootstrap.servers", "localhost:9092");
        connection.put("acks", "0");
        connection.put("enable.idempotence", "false");

        assertThat(InventoryPublisher.configuration(connection))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("bootstrap.servers", "localhost:9092");
    }

    private static InventoryEvent pod(String name, long end) {
        return InventoryEvent.newBuilder()
                .setCluster("prod")
                .setKind("Pod")
                .setNamespace("shop")
                .setName(name)
                .setUid("uid-" + name)
                .setValidToNs(end)
                .setPod(Pod.getDefaultInstance())
                .build();
    }
}
