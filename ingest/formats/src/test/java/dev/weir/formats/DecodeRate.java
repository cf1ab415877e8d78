package dev.weir.formats;

import dev.weir.v1.FlowEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures how many records one thread decodes in a second of its own processor time, which other work on the machine
 * disturbs least; run by hand, with the format's name and a file of lines.
 *
 * <pre>{@code java -cp … dev.weir.formats.DecodeRate hubble-json FILE}</pre>
 */
public final class DecodeRate {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 8;
    private static final long ROUND_NANOS = 2_000_000_000L;

    private DecodeRate() {}

    public static void main(String[] args) throws IOException {
        FlowDecoder decoder = Format.byName(args[0]).decoder();
        List<byte[]> lines = Files.readAllLines(Path.of(args[1])).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf("%,.0f records/s%n", round(decoder, lines));
        }
    }

    private static double round(FlowDecoder decoder, List<byte[]> lines) {
        Counter counter = new Counter();
        long start = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
            lines.forEach(line -> decoder.decode(line, 0, line.length, counter));
        }
        return counter.records * 1e9 / (THREADS.getCurrentThreadCpuTime() - start);
    }

    private static final class Counter implements DecodeSink {
        private long records;

        @Override
        public void flow(FlowEvent event) {
            records++;
        }

        @Override
        public void bad(BadRecord bad) {
            throw new IllegalStateException("A record that cannot be read is not to be measured: " + bad);
        }
    }
}
