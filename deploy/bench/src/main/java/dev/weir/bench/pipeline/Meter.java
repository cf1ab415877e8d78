package dev.weir.bench.pipeline;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * The clock of one run. Tasks reach it through static fields, because Flink hands them copies of every object that a job
 * is built of; the cluster runs in this JVM, so there is one of it.
 */
final class Meter {
    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static final LongAdder FLOWS = new LongAdder();
    private static volatile Reading first = new Reading(0, 0);
    private static volatile Reading last = new Reading(0, 0);

    private record Reading(long wallNanos, long cpuNanos) {
        static Reading now() {
            return new Reading(System.nanoTime(), PROCESS.getProcessCpuTime());
        }
    }

    /**
     * What a run took, from the first record out of the source to the last end of input at a sink.
     *
     * @param cpuSeconds processor time of the whole JVM, with Flink, compiler and collector
     */
    record Time(double seconds, double cpuSeconds) {}

    private Meter() {}

    static void reset() {
        STARTED.set(false);
        FLOWS.reset();
    }

    /** A source has a record; the first call of a run starts the clock. */
    static void firstRecord() {
        if (STARTED.compareAndSet(false, true)) {
            first = Reading.now();
        }
    }

    static void flows(long more) {
        FLOWS.add(more);
    }

    /** A sink has seen the end of its input; the last call of a run stops the clock. */
    static synchronized void endOfInput() {
        last = Reading.now();
    }

    static long flows() {
        return FLOWS.sum();
    }

    static Time time() {
        return new Time((last.wallNanos - first.wallNanos) / 1e9, (last.cpuNanos - first.cpuNanos) / 1e9);
    }
}
