package dev.weir.collector.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.TestingIntake;
import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.intake.Losses;
import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets, with an exporter that this test plays. */
final class UdpSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long NOW = 1_795_608_000L;

    /** Addresses, ports and protocol. */
    private static final Layout TUPLE =
            Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(7, 2), Field.of(11, 2), Field.of(4, 1));

    private final TestingIntake intake = new TestingIntake();
    private UdpSource source;
    private Thread thread;
    private final DatagramChannel exporter;

    UdpSourceTest() throws IOException {
        source = source(UdpSettings.of(loopback(0)));
        thread = new Thread(() -> {});
        exporter = DatagramChannel.open();
    }

    @BeforeEach
    void startSource() {
        run(intake);
    }

    @AfterEach
    void stop() throws Exception {
        source.stop();
        thread.join();
        exporter.close();
    }

    @Test
    void recordsAreFlowsOfTheExporterThatSentThem() throws IOException {
        send(ipfix(0).templates(TUPLE).data(TUPLE, rows(0, 3)));

        await().atMost(PATIENCE).until(() -> intake.events().size() == 3);
        assertThat(intake.events()).extracting(FlowEvent::getObserverNode).containsOnly("127.0.0.1");
        assertThat(intake.events())
                .extracting(event -> event.getObservation().getSource().getPort())
                .containsExactly(40_000, 40_001, 40_002);
    }

    @Test
    void recordsBeforeTheirTemplateWaitForIt() throws IOException {
        send(ipfix(0).data(TUPLE, rows(0, 2)));
        send(ipfix(2).data(TUPLE, rows(2, 4)));
        assertThat(intake.events()).isEmpty();

        send(ipfix(4).templates(TUPLE));

        await().atMost(PATIENCE).until(() -> intake.events().size() == 4);
        assertThat(intake.events()).allMatch(FlowEvent::hasObservation);
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void recordsThatAreMissingByTheirNumbersAreALoss() throws IOException {
        send(ipfix(0).templates(TUPLE).data(TUPLE, rows(0, 3)));
        send(ipfix(10).data(TUPLE, rows(3, 4)));

        await().atMost(PATIENCE).until(() -> intake.events().size() == 5);
        assertThat(intake.losses()).extracting(LossNotice::getCount).containsExactly(7L);
    }

    @Test
    void whatIsNoMessageIsKeptWithItsSender() throws IOException {
        send(new byte[] {1, 2, 3, 4});
        send(ipfix(0).templates(TUPLE).data(TUPLE, rows(0, 1)));

        await().atMost(PATIENCE).until(() -> intake.events().size() == 1);
        assertThat(intake.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getBytes().toByteArray()).containsExactly(1, 2, 3, 4);
            assertThat(letter.getTopic()).startsWith("udp://127.0.0.1:");
        });
    }

    @Test
    void datagramsThatFindTheQueueFullAreCountedAndTold() throws Exception {
        source.stop();
        thread.join();
        UdpSettings small = new UdpSettings(loopback(0), 1 << 20, 2_000, 1_000, Duration.ofSeconds(60), true);
        source = source(small);
        TestingIntake held = new TestingIntake(0);
        run(held);
        send(ipfix(0).templates(TUPLE).data(TUPLE, rows(0, 1)));
        for (int i = 1; i < 100; i++) {
            send(ipfix(i).data(TUPLE, rows(i, i + 1)));
        }
        Thread.sleep(300);

        held.release();
        await().atMost(PATIENCE).until(() -> !held.events().isEmpty());
        source.stop();
        thread.join();

        long flows = held.events().stream().filter(FlowEvent::hasObservation).count();
        long dropped = held.losses().stream()
                .filter(loss -> loss.getWhere().equals(Losses.UDP_QUEUE))
                .mapToLong(LossNotice::getCount)
                .sum();
        assertThat(dropped).isPositive();
        assertThat(flows + dropped).isEqualTo(100);
    }

    @Test
    void takenPortIsSaid() {
        assertThatThrownBy(() -> source(UdpSettings.of(loopback(source.address().getPort()))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on UDP");
    }

    private void run(TestingIntake taker) {
        thread = new Thread(() -> {
            try {
                source.run(taker);
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        });
        thread.start();
    }

    private void send(SetsMessage message) throws IOException {
        send(message.toBytes());
    }

    private void send(byte[] datagram) throws IOException {
        exporter.send(ByteBuffer.wrap(datagram), source.address());
    }

    private static UdpSource source(UdpSettings settings) throws IOException {
        return new UdpSource(settings, new CollectorMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
    }

    private static SetsMessage ipfix(long sequence) {
        return SetsMessage.ipfix(7, sequence, NOW);
    }

    private static List<List<Number>> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> List.<Number>of(0x0A000001, 0x0A000002, 40_000 + i, 80, 6))
                .toList();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
