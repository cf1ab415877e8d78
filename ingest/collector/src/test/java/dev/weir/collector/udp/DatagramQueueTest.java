package dev.weir.collector.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.netflow.Exporter;
import org.junit.jupiter.api.Test;

final class DatagramQueueTest {
    private static final int ROOM_FOR_TWO = 2 * (100 + DatagramQueue.OVERHEAD_BYTES);

    private final DatagramQueue queue = new DatagramQueue(ROOM_FOR_TWO);

    @Test
    void datagramThatFindsItFullIsCounted() throws InterruptedException {
        queue.offer(datagram(1));
        queue.offer(datagram(2));
        queue.offer(datagram(3));

        assertThat(queue.takeDropped()).isEqualTo(1);
        assertThat(queue.takeDropped()).isZero();
        assertThat(queue.take(1)).isEqualTo(datagram(1)).isNotNull();
        queue.offer(datagram(4));
        assertThat(queue.takeDropped()).isZero();
        assertThat(queue.bytes()).isEqualTo(ROOM_FOR_TWO);
    }

    @Test
    void closedQueueGivesWhatItHasAndThenNothing() throws InterruptedException {
        queue.offer(datagram(1));
        queue.close();

        assertThat(queue.isDone()).isFalse();
        assertThat(queue.take(10_000)).isNotNull();
        assertThat(queue.take(10_000)).isNull();
        assertThat(queue.isDone()).isTrue();
    }

    private static Datagram datagram(int port) {
        return new Datagram(new Exporter("10.0.0.1", port), BYTES);
    }

    private static final byte[] BYTES = new byte[100];
}
