package dev.weir.collector.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketDropsTest {

    @Test
    void tableOfSocketsIsReadByPort(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("udp");
        SocketDrops drops = new SocketDrops(List.of(table, folder.resolve("none")), 4739);
        Files.write(table, List.of(header(), socket("0100007F:1283", 5), socket("00000000:0035", 900)));

        assertThat(drops.takeDropped()).isEqualTo(5);
        assertThat(drops.takeDropped()).isZero();
        Files.write(table, List.of(header(), socket("0100007F:1283", 12)));
        assertThat(drops.takeDropped()).isEqualTo(7);
    }

    @Test
    void kernelsOwnTableTellsOfASocketThatNobodyReads() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/udp")), "no /proc/net/udp here");
        try (DatagramChannel full = DatagramChannel.open();
                DatagramChannel sender = DatagramChannel.open()) {
            full.setOption(StandardSocketOptions.SO_RCVBUF, 2048);
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress address = (InetSocketAddress) full.getLocalAddress();
            SocketDrops drops = new SocketDrops(address.getPort());
            assertThat(drops.takeDropped()).isZero();

            for (int i = 0; i < 200; i++) {
                sender.send(ByteBuffer.allocate(1000), address);
            }

            assertThat(drops.takeDropped()).isBetween(100L, 200L);
        }
    }

    private static String header() {
        return "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref "
                + "pointer drops";
    }

    private static String socket(String local, int drops) {
        return " 7135: " + local + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 24583 2 "
                + "0000000000000000 " + drops;
    }
}
