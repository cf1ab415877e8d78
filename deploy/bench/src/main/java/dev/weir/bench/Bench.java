package dev.weir.bench;

import dev.weir.bench.load.Dataset;
import dev.weir.bench.load.Prefill;
import dev.weir.broker.BrokerProcess;
import dev.weir.formats.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: one broker, one set of flows, every pipeline over every format, one JSON document. */
@Command(
        name = "deploy/bench/run",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures Weir's job beside a ceiling (read and decode only) and a plain job (RocksDB for every "
                + "flow) on the same records, and prints one JSON document. Progress goes to the error output.")
public final class Bench implements Callable<Integer> {
    private static final int ZIPF_EDGES = 20_000;
    private static final int UNIFORM_EDGES = 200_000;

    @Option(names = "--flows", defaultValue = "1000000", paramLabel = "N", description = "Flows that are measured.")
    private long flows = 1_000_000;

    @Option(
            names = "--edges",
            paramLabel = "N",
            description = "Edges between workloads; each is up to nine pairs of pods. "
                    + "Without it 20000, and 200000 with --uniform.")
    private @Nullable Integer edges;

    @Option(names = "--uniform", description = "Every edge equally likely, instead of Zipf's law with exponent 1.")
    private boolean uniform;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of the generated flows.")
    private long seed = 1;

    @Option(names = "--parallelism", defaultValue = "2", paramLabel = "N", description = "Of the job and its topics.")
    private int parallelism = 2;

    @Option(names = "--heap", defaultValue = "2g", paramLabel = "SIZE", description = "Largest heap of a job's JVM.")
    private String heap = "2g";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "hubble-json, weir or ipfix; may be repeated. Without it, all.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "ceiling, plain or weir; may be repeated. Without it, all.")
    private List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Records each job's JVM with Flight Recorder into this folder; costs a few per cent.")
    private @Nullable Path profile;

    @Option(names = "--work", required = true, hidden = true)
    private Path work = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        int edgeCount = edges != null ? edges : uniform ? UNIFORM_EDGES : ZIPF_EDGES;
        Dataset dataset = new Dataset(seed, flows, edgeCount, uniform);
        Path data = Files.createTempDirectory(Files.createDirectories(work), "data-");
        try (BrokerProcess broker = BrokerProcess.start(data.resolve("broker"))) {
            Report report = new Report(dataset, parallelism, heap, fill(broker.bootstrapServers(), dataset));
            PipelineRuns runs =
                    new PipelineRuns(broker.bootstrapServers(), data, flows, parallelism, heap, profile, Bench::say);
            for (String format : formats.isEmpty()
                    ? Prefill.FORMATS.stream().map(Format::text).toList()
                    : formats) {
                for (String pipeline : pipelines.isEmpty() ? PipelineRuns.ALL : pipelines) {
                    report.add(format, pipeline, runs.run(Format.byName(format), pipeline));
                }
            }
            System.out.println(report.json());
        } finally {
            Folders.delete(data);
        }
        return 0;
    }

    private Map<Format, Long> fill(String kafka, Dataset dataset) throws InterruptedException {
        say("writing " + flows + " flows over " + dataset.edges() + " edges, in three formats");
        try (Prefill prefill = new Prefill(kafka, parallelism)) {
            return prefill.run(dataset);
        }
    }

    private static void say(String line) {
        System.err.println("weir-bench: " + line);
    }
}
