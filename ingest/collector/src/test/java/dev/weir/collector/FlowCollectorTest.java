package dev.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.weir.collector.file.FileSettings;
import dev.weir.collector.file.FileSource;
import dev.weir.collector.file.StandardInput;
import dev.weir.collector.intake.Source;
import dev.weir.collector.publish.FlowPublisher;
import dev.weir.collector.publish.PublishSettings;
import dev.weir.collector.serve.Check;
import dev.weir.formats.Format;
import dev.weir.v1.FlowEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from files to a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FlowCollectorTest {
    private final TestingKafka kafka = new TestingKafka();

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void eachObserversFlowsComeInBatchesInTheirOrder(@TempDir Path folder) throws Exception {
        PublishSettings topics = kafka.topics("batches").withBatches(100, Duration.ofSeconds(30));
        Path log = write(folder, HubbleLines.of(0, 900));

        collect(topics, once(log));

        List<ConsumerRecord<String, byte[]>> records = kafka.records(topics.topic());
        assertThat(records).hasSize(9).allSatisfy(record -> {
            assertThat(TestingKafka.batch(record).getEventsList())
                    .hasSize(100)
                    .extracting(FlowEvent::getObserverNode)
                    .containsOnly(record.key());
        });
        assertThat(kafka.events(topics).stream()
                        .filter(event -> event.getObserverNode().equals("n0")))
                .extracting(FlowEvent::getEventTimeNs)
                .hasSize(300)
                .isSorted();
        assertThat(uuids(topics)).containsExactlyInAnyOrderElementsOf(HubbleLines.uuids(0, 900));
    }

    @Test
    void whatIsNoRecordIsKeptWithItsPlace(@TempDir Path folder) throws Exception {
        PublishSettings topics = kafka.topics("letters");
        Path log = write(
                folder,
                List.of(
                        HubbleLines.of(0, 1).get(0),
                        "no record",
                        HubbleLines.of(1, 2).get(0)));
        int offset = HubbleLines.of(0, 1).get(0).length() + 1;

        collect(topics, once(log));

        assertThat(uuids(topics)).containsExactlyInAnyOrder("e0", "e1");
        assertThat(kafka.records(topics.deadLetterTopic())).singleElement().satisfies(letter -> {
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("no record");
            assertThat(header(letter, "weir-reason")).isEqualTo("NOT_JSON");
            assertThat(header(letter, "weir-topic")).isEqualTo("file:" + log);
            assertThat(header(letter, "weir-offset")).isEqualTo(Integer.toString(offset));
            assertThat(header(letter, "weir-decoder")).isEqualTo("hubble-json");
        });
    }

    @Test
    void collectorThatIsStoppedAndStartedAgainRepeatsAndLosesNothing(@TempDir Path folder) throws Exception {
        PublishSettings topics = kafka.topics("restart");
        Path log = write(folder, HubbleLines.of(0, 500));
        try (FlowCollector first = collector(topics)) {
            first.start(following(log));
            awaitEvents(topics, 1);
            append(log, HubbleLines.of(500, 1000));
        }
        append(log, HubbleLines.of(1000, 1100));
        Files.move(log, folder.resolve("flows.log.1"));
        write(folder, HubbleLines.of(1100, 1200));

        try (FlowCollector second = collector(topics)) {
            second.start(following(log));
            awaitEvents(topics, 1200);
        }
        assertThat(uuids(topics)).containsExactlyInAnyOrderElementsOf(HubbleLines.uuids(0, 1200));
    }

    @Test
    void collectorThatIsKilledRepeatsSomeAndLosesNothing(@TempDir Path folder) throws Exception {
        PublishSettings topics = kafka.topics("killed");
        Path log = write(folder, HubbleLines.of(0, 300));
        FileSource source = following(log);
        try (FlowPublisher publisher = kafka.publisher(topics)) {
            Thread killed = new Thread(() -> assertThatThrownBy(() -> source.run(publisher))
                    .isInstanceOfAny(InterruptedException.class, IOException.class));
            killed.start();
            awaitEvents(topics, 1);
            killed.interrupt();
            killed.join();
        }
        append(log, HubbleLines.of(300, 400));

        collect(topics, once(log));

        assertThat(uuids(topics)).containsAll(HubbleLines.uuids(0, 400));
    }

    @Test
    void brokerThatGoesAwayMakesTheSourceWaitAndLosesAndRepeatsNothing(@TempDir Path folder) throws Exception {
        PublishSettings topics = kafka.topics("away").withBatches(10, Duration.ofMillis(20));
        Path log = write(folder, HubbleLines.of(0, 1000));
        try (FlowCollector collector = collector(topics)) {
            collector.start(following(log));
            awaitEvents(topics, 1);
            Thread restart = new Thread(kafka::restart);
            restart.start();
            for (int i = 1; i < 20; i++) {
                append(log, HubbleLines.of(i * 1000, (i + 1) * 1000));
                Thread.sleep(100);
            }
            restart.join();
            awaitEvents(topics, 20_000);
            assertThat(problems(collector.ready())).isEmpty();
        }
        assertThat(uuids(topics)).containsExactlyInAnyOrderElementsOf(HubbleLines.uuids(0, 20_000));
    }

    @Test
    void standardInputIsReadToItsEnd() throws Exception {
        PublishSettings topics = kafka.topics("stdin").withOrigin("lab", "");
        String text = String.join("\n", HubbleLines.of(0, 3)) + "\n\n"
                + HubbleLines.of(3, 4).get(0);

        collect(topics, new StandardInput(new ByteArrayInputStream(bytes(text)), Format.HUBBLE_JSON));

        assertThat(uuids(topics)).containsExactlyInAnyOrder("e0", "e1", "e2", "e3");
        assertThat(kafka.events(topics)).extracting(FlowEvent::getCluster).containsOnly("prod");
    }

    @Test
    void originFillsOnlyWhatTheRecordLeavesOpen() throws Exception {
        PublishSettings topics = kafka.topics("origin").withOrigin("lab", "node-7");
        String bare = "{\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"}}";

        collect(topics, new StandardInput(new ByteArrayInputStream(bytes(bare)), Format.HUBBLE_JSON));

        assertThat(kafka.events(topics)).singleElement().satisfies(event -> {
            assertThat(event.getCluster()).isEqualTo("lab");
            assertThat(event.getObserverNode()).isEqualTo("node-7");
        });
    }

    @Test
    void fileThatIsMissingMakesTheCollectorUnreadyAndNotDead(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("flows.log");
        try (FlowCollector collector = collector(kafka.topics("unready"))) {
            collector.start(following(log));

            assertThat(problems(collector.ready())).singleElement().asString().contains("cannot be read", "flows.log");
            assertThat(problems(collector.live())).isEmpty();
        }
    }

    @Test
    void missingTopicIsSaidAtTheStart() {
        assertThatThrownBy(() -> kafka.publisher(PublishSettings.DEFAULTS.withTopic("weir.nothing")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("weir.nothing")
                .hasMessageContaining("create it first");
    }

    /** The intake that writes to Kafka. */
    @Nested
    final class Publisher extends IntakeContract {

        @Override
        Arrived arrived(Bringer bringer) throws InterruptedException {
            PublishSettings topics = kafka.topics("contract-" + UUID.randomUUID());
            try (FlowPublisher publisher = kafka.publisher(topics)) {
                bringer.bring(publisher);
                // By the flush alone, not by the end.
                List<ByteString> letters = kafka.records(topics.deadLetterTopic()).stream()
                        .map(letter -> ByteString.copyFrom(letter.value()))
                        .toList();
                return new Arrived(kafka.events(topics), letters);
            }
        }

        @Test
        void eventThatFitsIntoNoBatchIsADeadLetter() throws InterruptedException {
            FlowEvent large = event("n1", 1).toBuilder()
                    .putExtras("long", "x".repeat(600 * 1024))
                    .build();

            Arrived arrived = arrived(intake -> {
                intake.flow(large);
                intake.flow(event("n1", 2));
                intake.flush();
            });

            assertThat(arrived.letters()).containsExactly(large.toByteString());
            assertThat(arrived.events()).containsExactly(event("n1", 2));
        }
    }

    private void collect(PublishSettings topics, Source source) throws Exception {
        try (FlowCollector collector = collector(topics)) {
            collector.start(source);
            collector.await();
        }
    }

    private FlowCollector collector(PublishSettings topics) throws InterruptedException {
        return new FlowCollector(kafka.publisher(topics));
    }

    /** A broker that was killed takes its time, and each look at the topic is a consumer of its own. */
    private void awaitEvents(PublishSettings topics, int events) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(uuids(topics)).hasSizeGreaterThanOrEqualTo(events));
    }

    private List<String> uuids(PublishSettings topics) {
        return kafka.events(topics).stream().map(FlowEvent::getRecordId).toList();
    }

    private static FileSource once(Path log) throws IOException {
        return source(log, false);
    }

    private static FileSource following(Path log) throws IOException {
        return source(log, true);
    }

    private static FileSource source(Path log, boolean follows) throws IOException {
        Path state = log.resolveSibling("state");
        return new FileSource(FileSettings.of(List.of(log), Format.HUBBLE_JSON, state, follows), Clock.systemUTC());
    }

    private static Path write(Path folder, List<String> lines) throws IOException {
        return Files.write(folder.resolve("flows.log"), lines);
    }

    private static void append(Path log, List<String> lines) throws IOException {
        Files.write(log, lines, StandardOpenOption.APPEND);
    }

    private static List<String> problems(List<Check> checks) {
        return checks.stream()
                .map(check -> check.problem().get())
                .flatMap(Optional::stream)
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
