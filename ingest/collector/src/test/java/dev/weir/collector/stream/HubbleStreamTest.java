package dev.weir.collector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.TestingIntake;
import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.intake.Losses;
import dev.weir.v1.LossNotice;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real stream, from a server that misbehaves. */
final class HubbleStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final StreamSettings SETTINGS = new StreamSettings("relay", 80, Optional.empty(), Duration.ZERO);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Thread> threads = new ArrayList<>();
    private final List<StreamSource> sources = new ArrayList<>();
    private TestingRelay relay;

    HubbleStreamTest() throws IOException {
        relay = new TestingRelay(1000);
    }

    @AfterEach
    void stop() throws InterruptedException {
        sources.forEach(StreamSource::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        relay.close();
    }

    @Test
    void flowsAndLossesAreTakenAsTheyCome() {
        TestingIntake intake = new TestingIntake();
        StreamSource source = collect(intake);

        relay.flows("n1", 0, 50);
        relay.lost("n1", 7);

        awaitIds(intake, ids("n1", 0, 50));
        await().atMost(PATIENCE).until(() -> !intake.losses().isEmpty());
        assertThat(intake.losses())
                .extracting(LossNotice::getWhere, LossNotice::getCount)
                .containsExactly(tuple("HUBBLE_RING_BUFFER", 7L));
        assertThat(relay.requests()).singleElement().satisfies(request -> {
            assertThat(request.getFollow()).isTrue();
            assertThat(request.hasSince()).isFalse();
        });
        assertThat(source.problem()).isEmpty();
    }

    @Test
    void streamThatBreaksGoesOnWithoutLossAndWithoutRepetition() {
        TestingIntake intake = new TestingIntake();
        collect(intake);
        relay.flows("n1", 0, 30);
        awaitIds(intake, ids("n1", 0, 30));

        relay.drop(Status.UNAVAILABLE);
        relay.flows("n1", 30, 60);
        await().atMost(PATIENCE).until(relay::isListenedTo);
        relay.flows("n1", 60, 70);

        awaitIds(intake, ids("n1", 0, 70));
        assertThat(intake.losses()).isEmpty();
        assertThat(registry.counter("weir.collector.reconnects", "source", "hubble")
                        .count())
                .isPositive();
    }

    @Test
    void streamThatTheServerEndsIsOpenedAgain() {
        TestingIntake intake = new TestingIntake();
        collect(intake);
        relay.flows("n1", 0, 3);
        awaitIds(intake, ids("n1", 0, 3));

        relay.end();
        await().atMost(PATIENCE).until(relay::isListenedTo);
        relay.flows("n1", 3, 5);

        awaitIds(intake, ids("n1", 0, 5));
    }

    @Test
    void flowsThatTheRingHasForgottenAreALoss() throws Exception {
        relay.close();
        relay = new TestingRelay(10);
        TestingIntake intake = new TestingIntake();
        collect(intake);
        relay.flows("n1", 0, 5);
        awaitIds(intake, ids("n1", 0, 5));

        relay.drop(Status.UNAVAILABLE);
        relay.flows("n1", 5, 100);
        await().atMost(PATIENCE).until(() -> intake.ids().contains("n1-99"));

        assertThat(intake.losses()).singleElement().satisfies(loss -> {
            assertThat(loss.getWhere()).isEqualTo(Losses.STREAM_BROKEN);
            assertThat(loss.getCount()).isZero();
            assertThat(loss.getFirstNs()).isLessThan(loss.getLastNs());
        });
    }

    @Test
    void serverThatIsAwayIsWaitedForAndMakesTheSourceUnready() throws Exception {
        relay.stop();
        TestingIntake intake = new TestingIntake();
        StreamSource source = collect(intake);
        assertThat(source.problem()).isPresent();

        relay.start();
        await().atMost(PATIENCE).until(relay::isListenedTo);
        relay.flows("n1", 0, 3);

        awaitIds(intake, ids("n1", 0, 3));
        assertThat(source.problem()).isEmpty();
    }

    @Test
    void intakeThatWaitsMakesTheServerWait() throws Exception {
        TestingIntake held = new TestingIntake(5);
        collect(held);
        relay.flows("n1", 0, 500);
        await().atMost(PATIENCE).until(() -> held.ids().size() == 5);
        Thread.sleep(200);
        assertThat(held.ids()).hasSize(5);

        held.release();

        awaitIds(held, ids("n1", 0, 500));
    }

    @Test
    void answerThatIsNoneIsKeptAndTheStreamGoesOn() {
        TestingIntake intake = new TestingIntake();
        collect(intake);
        relay.raw("no answer".getBytes(StandardCharsets.UTF_8));
        relay.flows("n1", 0, 1);

        awaitIds(intake, ids("n1", 0, 1));
        assertThat(intake.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getBytes().toStringUtf8()).isEqualTo("no answer");
            assertThat(letter.getTopic()).isEqualTo("hubble://relay:80");
        });
    }

    private StreamSource collect(TestingIntake intake) {
        StreamSource source = new StreamSource(
                new HubbleFeed(),
                SETTINGS,
                relay.channel(),
                new CollectorMetrics(registry),
                Clock.systemUTC(),
                Duration.ofSeconds(10),
                Duration.ofMillis(20));
        Thread thread = new Thread(() -> {
            try {
                source.run(intake);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        threads.add(thread);
        sources.add(source);
        if (relay.isUp()) {
            await().atMost(PATIENCE).until(relay::isListenedTo);
        }
        return source;
    }

    private static void awaitIds(TestingIntake intake, List<String> ids) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(intake.ids()).isEqualTo(ids));
    }

    private static List<String> ids(String node, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> node + "-" + i).toList();
    }
}
