package dev.weir.microbench.decode;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.netflow.Exporter;
import dev.weir.formats.netflow.NetflowDecoder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** IPFIX records a second on one core, from a datagram of 20 to 20 flows in canonical form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class IpfixBenchmark {
    private static final int RECORDS = 20;
    private static final long NOW = 1_700_000_000L;
    private static final Exporter PROBE = new Exporter("192.0.2.1", 4739);

    /** What pmacctd's nfprobe sends of a flow, and fields that nobody reads. */
    private static final Layout PROBES = Layout.of(
            256,
            Field.of(8, 4),
            Field.of(12, 4),
            Field.of(10, 4),
            Field.of(14, 4),
            Field.of(2, 8),
            Field.of(1, 8),
            Field.of(152, 8),
            Field.of(153, 8),
            Field.of(7, 2),
            Field.of(11, 2),
            Field.of(4, 1),
            Field.of(6, 1),
            Field.of(5, 1),
            Field.of(61, 1),
            Field.of(32, 2),
            Field.of(60, 1));

    private final NetflowDecoder decoder = new NetflowDecoder();
    private byte[] datagram = {};

    @Setup(Level.Trial)
    public void fill(Blackhole blackhole) throws UnknownHostException {
        Random random = new Random(1);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            rows.add(row(random));
        }
        byte[] template = SetsMessage.ipfix(1, 0, NOW).templates(PROBES).toBytes();
        decoder.decode(PROBE, template, 0, template.length, new Swallow(blackhole));
        datagram = SetsMessage.ipfix(1, 0, NOW).data(PROBES, rows).toBytes();
    }

    private static List<Object> row(Random random) throws UnknownHostException {
        long end = NOW * 1000 - random.nextInt(60_000);
        return List.of(
                address(random),
                address(random),
                1,
                2,
                random.nextInt(1000),
                random.nextInt(100_000),
                end - random.nextInt(60_000),
                end,
                32768 + random.nextInt(28_000),
                random.nextInt(10_000),
                random.nextInt(4) == 0 ? 17 : 6,
                random.nextBoolean() ? 2 : 0x1B,
                0,
                0,
                0,
                4);
    }

    private static InetAddress address(Random random) throws UnknownHostException {
        return InetAddress.getByAddress(
                new byte[] {10, (byte) random.nextInt(), (byte) random.nextInt(), (byte) random.nextInt()});
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void records(Blackhole blackhole) {
        decoder.decode(PROBE, datagram, 0, datagram.length, new Swallow(blackhole));
    }
}
