package dev.weir.bench.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateLatencyTrackOptions;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Counts accesses of keyed state. Flink times one in {@value #SAMPLE_INTERVAL} of them for its state latency metrics; this
 * reporter keeps those histograms, and the number of their samples times the interval is the number of accesses, short by
 * less than one interval for each operation of each state of each subtask.
 */
public final class StateAccesses implements MetricReporter {
    private static final int SAMPLE_INTERVAL = 10;
    private static final Map<String, List<Histogram>> LATENCIES = new TreeMap<>();

    /** What Flink finds the reporter by. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new StateAccesses();
        }
    }

    static void configure(Configuration configuration) {
        configuration.set(StateLatencyTrackOptions.LATENCY_TRACK_ENABLED, true);
        configuration.set(StateLatencyTrackOptions.LATENCY_TRACK_SAMPLE_INTERVAL, SAMPLE_INTERVAL);
        configuration.setString("metrics.reporter.bench.factory.class", Factory.class.getName());
    }

    /** Forgets earlier runs. */
    static void reset() {
        synchronized (LATENCIES) {
            LATENCIES.clear();
        }
    }

    /** Accesses by operation, for example {@code mapStateGet}. */
    static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        synchronized (LATENCIES) {
            LATENCIES.forEach((operation, histograms) -> counts.put(
                    operation,
                    histograms.stream().mapToLong(Histogram::getCount).sum() * SAMPLE_INTERVAL));
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        // Whether an iterator has a next element is answered from memory.
        boolean access =
                name.matches("(value|map|list|reducing|aggregating)State.*Latency") && !name.contains("HasNext");
        if (access && metric instanceof Histogram histogram) {
            synchronized (LATENCIES) {
                LATENCIES
                        .computeIfAbsent(name.replace("Latency", ""), operation -> new ArrayList<>())
                        .add(histogram);
            }
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
        // Kept, so that a run can be read after its end.
    }

    @Override
    public void open(MetricConfig config) {
        // Nothing to set.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
