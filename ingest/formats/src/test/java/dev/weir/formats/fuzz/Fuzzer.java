package dev.weir.formats.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.formats.json.JsonFlowDecoder;
import dev.weir.v1.FlowEvent;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one format's decoder with mutated inputs and checks what it does with each.
 *
 * <p>An input that makes the decoder say something new (another set of reasons and bodies) becomes a seed itself.
 */
final class Fuzzer {
    /** An input may take so long, of this thread's own time where the clock's is longer. */
    static final long NANOS = 100_000_000L;

    /** And allocate so much: a decoder's own, and so many bytes for each byte that it has read. */
    static final long BYTES = 1024 * 1024;

    static final long BYTES_A_BYTE = 400;

    /** Gzip grows: at most to what a compressed value may grow to, and its pieces with it. */
    static final long GZIP_BYTES = 512L * 1024 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MOST_KEPT = 4000;
    private static final int ROUND_TRIP_EVERY = 64;

    /** What a run found; no faults if all is well. */
    record Report(
            Format format,
            long inputs,
            long flows,
            long bad,
            long slowestNanos,
            double mostBytesAByte,
            List<String> faults) {

        Report {
            faults = List.copyOf(faults);
        }
    }

    private final Format format;
    private final FlowDecoder decoder;

    /** Reads the same with the ordinary parser alone; null where there is but one way to read. */
    private final @Nullable FlowDecoder oracle;

    private final SplittableRandom random;
    private final Mutator mutator;
    private final List<byte[]> own;
    private final List<byte[]> all;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Seen seen = new Seen();
    private long inputs;
    private long flows;
    private long bad;
    private long slowest;
    private double mostBytesAByte;

    Fuzzer(Format format, Seeds seeds, long seed) {
        this.format = format;
        this.decoder = format.decoder();
        this.oracle = decoder instanceof JsonFlowDecoder json ? json.ordinary() : null;
        this.random = new SplittableRandom(seed);
        this.mutator = new Mutator(random);
        this.own = new ArrayList<>(seeds.of(format));
        this.all = seeds.all();
    }

    static long flows(Format format, byte[] input) {
        Seen seen = new Seen();
        format.decoder().decode(input, 0, input.length, seen);
        return seen.flows;
    }

    /** Inputs that gave something new. */
    Collection<byte[]> kept() {
        return kept.values();
    }

    Report report() {
        return new Report(format, inputs, flows, bad, slowest, mostBytesAByte, faults);
    }

    Report run(BooleanSupplier on) {
        while (on.getAsBoolean() && faults.size() < 10) {
            List<byte[]> from = random.nextInt(8) == 0 ? all : own;
            byte[] seed = from.get(random.nextInt(from.size()));
            byte[] other = all.get(random.nextInt(all.size()));
            check(mutator.mutate(seed, other));
        }
        return report();
    }

    void check(byte[] input) {
        inputs++;
        seen.clear();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            decoder.decode(input, 0, input.length, seen);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            fault("threw " + thrown, input);
            return;
        }
        long nanos = System.nanoTime() - start;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        spent(input, nanos, bytes);
        said(input);
    }

    private void spent(byte[] input, long nanos, long bytes) {
        long most = mostBytes(input);
        boolean within = nanos <= NANOS && bytes <= most;
        // Other work may have had the processor meanwhile, or a class was loaded: the best of some repetitions decides.
        Cost cost = within ? new Cost(nanos, bytes) : Cost.of(format, input);
        slowest = Math.max(slowest, cost.nanos);
        if (!isGzip(input) && input.length >= 64) {
            mostBytesAByte = Math.max(mostBytesAByte, (double) cost.bytes / input.length);
        }
        if (cost.nanos > NANOS) {
            fault("took " + cost.nanos / 1_000_000 + " ms", input);
        }
        if (cost.bytes > most) {
            fault("allocated " + cost.bytes + " bytes", input);
        }
    }

    private static long mostBytes(byte[] input) {
        return isGzip(input) ? GZIP_BYTES : BYTES + BYTES_A_BYTE * input.length;
    }

    private static boolean isGzip(byte[] input) {
        return input.length > 1 && input[0] == 0x1F && input[1] == (byte) 0x8B;
    }

    /** What decoding takes of its thread's time and of the heap. */
    private record Cost(long nanos, long bytes) {

        static Cost of(Format format, byte[] input) {
            Cost least = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
            for (int i = 0; i < 5; i++) {
                FlowDecoder decoder = format.decoder();
                long start = THREADS.getCurrentThreadCpuTime();
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                decoder.decode(input, 0, input.length, new Seen());
                long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
                long nanos = THREADS.getCurrentThreadCpuTime() - start;
                least = new Cost(Math.min(least.nanos, nanos), Math.min(least.bytes, bytes));
            }
            return least;
        }
    }

    private void said(byte[] input) {
        flows += seen.flows;
        bad += seen.bad;
        if (seen.flows + seen.bad == 0) {
            fault("said nothing", input);
        }
        if (seen.defect != null) {
            fault("has a defect: " + seen.defect, input);
        }
        if (seen.farthest > input.length) {
            fault("points behind the value's end", input);
        }
        if (oracle != null) {
            Seen plainly = new Seen();
            oracle.decode(input, 0, input.length, plainly);
            if (!plainly.pieces.equals(seen.pieces)) {
                fault("is read otherwise by the ordinary parser", input);
            }
        }
        if (inputs % ROUND_TRIP_EVERY == 0 && seen.last != null) {
            roundTrip(seen.last, input);
        }
        if (kept.size() < MOST_KEPT && kept.putIfAbsent(seen.words.toString(), input) == null) {
            own.add(input);
        }
    }

    private void roundTrip(FlowEvent event, byte[] input) {
        try {
            if (!FlowEvent.parseFrom(event.toByteArray()).equals(event)) {
                fault("made a flow that is another behind the wire", input);
            }
        } catch (InvalidProtocolBufferException broken) {
            fault("made a flow that does not survive the wire: " + broken.getMessage(), input);
        }
    }

    private void fault(String what, byte[] input) {
        faults.add(format + " " + what + ": " + Base64.getEncoder().encodeToString(input));
    }

    /** Looks at what comes and keeps the last of it. */
    private static final class Seen implements DecodeSink {
        private static final int WORDS = 200;

        private long flows;
        private long bad;
        private long farthest;
        private @Nullable String defect;
        private @Nullable FlowEvent last;
        private final StringBuilder words = new StringBuilder();
        private final List<Object> pieces = new ArrayList<>();

        void clear() {
            pieces.clear();
            flows = 0;
            bad = 0;
            farthest = 0;
            defect = null;
            last = null;
            words.setLength(0);
        }

        @Override
        public void flow(FlowEvent event) {
            flows++;
            pieces.add(event);
            last = event;
            word(event.getBodyCase().name());
            if (event.hasObservation()) {
                word(event.getObservation().getOrientationBasis().name());
                word(event.getObservation().getVerdict().name());
            }
        }

        @Override
        public void bad(BadRecord record) {
            bad++;
            pieces.add(record);
            farthest = Math.max(farthest, (long) record.offset() + record.length());
            word(record.reason().name());
            if (record.reason() == Reason.DEFECT) {
                defect = record.detail();
            } else if (record.reason() == Reason.BAD_FIELD) {
                word(record.detail());
            }
        }

        private void word(String word) {
            if (words.length() < WORDS) {
                words.append(word).append(' ');
            }
        }
    }
}
