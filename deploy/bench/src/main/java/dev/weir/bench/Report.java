package dev.weir.bench;

import dev.weir.bench.load.Dataset;
import dev.weir.formats.Format;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one document that a run prints: conditions, figures by format and pipeline, and their ratios. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode formats;

    Report(Dataset dataset, int parallelism, String heap, Map<Format, Long> valueBytes) {
        ObjectNode conditions = document.putObject("conditions");
        conditions.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put("commit", System.getProperty("weir.bench.commit", "unknown"));
        conditions.put("cpus", Runtime.getRuntime().availableProcessors());
        conditions.put("sharedWith", "the broker, and whatever else the load averages show");
        conditions.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        conditions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        conditions.put("flink", System.getProperty("weir.bench.flink", "unknown"));
        conditions.put("kafka", AppInfoParser.getVersion());
        conditions.put("parallelism", parallelism);
        conditions.put("heap", heap);
        conditions.put("state", "RocksDB, 128 MiB of managed memory, incremental checkpoints every 5 s");
        conditions.put("sinks", "discarding");
        conditions.put("seed", dataset.seed());
        conditions.put("flows", dataset.flows());
        conditions.put("edges", dataset.edges());
        conditions.put("distribution", dataset.uniform() ? "uniform" : "Zipf, exponent 1");
        formats = document.putObject("formats");
        valueBytes.forEach((format, bytes) ->
                conditions.put("bytesPerFlow-" + format.text(), Math.round((double) bytes / dataset.flows())));
    }

    void add(String format, String pipeline, ObjectNode result) {
        formats.withObjectProperty(format).set(pipeline, result);
    }

    /** The document as indented text. */
    String json() {
        for (JsonNode format : formats.values()) {
            ratio((ObjectNode) format, "ceiling");
            ratio((ObjectNode) format, "plain");
        }
        return JSON.writeValueAsString(document);
    }

    private static void ratio(ObjectNode format, String other) {
        if (format.has("weir") && format.has(other)) {
            ObjectNode ratios = format.withObjectProperty("ratios");
            ratios.put("weir/" + other, quotient(format, other, "flowsPerSecond"));
            ratios.put("weir/" + other + " by CPU", quotient(format, other, "flowsPerCpuSecond"));
        }
    }

    private static double quotient(ObjectNode format, String other, String figure) {
        double ratio = format.get("weir").get(figure).asDouble()
                / format.get(other).get(figure).asDouble();
        return Math.round(ratio * 1_000) / 1_000.0;
    }
}
