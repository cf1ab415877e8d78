package dev.weir.standalone.cli;

import dev.weir.formats.Format;
import dev.weir.process.ProcessLibrary;
import dev.weir.standalone.flows.FlowFile;
import dev.weir.standalone.up.FlowTopic;
import dev.weir.standalone.up.UpRun;
import dev.weir.standalone.up.UpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir up}: everything on this machine. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Kafka broker, the Flink job and the recommender on this machine, each in a process of its own,",
            "plays recorded flows through them, and writes the policies that come out.",
            "Without --replay or --topic it plays the recording that the project brings along."
        })
public final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--replay",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files of flow records, played through the exporter's topic.")
    List<Path> replay = new ArrayList<>();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "A broker whose topics are played: those of --topic. They are only read.")
    String kafka = "";

    @Option(
            names = "--topic",
            paramLabel = "TOPIC=FORMAT",
            description = "A topic of flow records on the broker of --kafka; what it holds now is played. May be "
                    + "repeated.")
    Map<String, String> topics = new LinkedHashMap<>();

    @Mixin
    FlowInput input = new FlowInput();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where policies and report go: DIR/<cluster>/<namespace>/<workload>.yaml. "
                    + "Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("out");

    @Option(
            names = "--keep",
            description = "Leave everything running afterwards, listening for more flows, until Ctrl-C.")
    boolean keep;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Parallelism of the job and partitions of the exporter's topic. Default: ${DEFAULT-VALUE}.")
    int parallelism = 2;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for the broker's log, state and logs. Default: a new one, removed at the end.")
    Path data = Path.of("");

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Give up when no progress was made for so long. Default: ${DEFAULT-VALUE}.")
    int timeoutSeconds = 600;

    @Override
    public Integer call() throws Exception {
        if (kafka.isEmpty() != topics.isEmpty()) {
            throw new IllegalArgumentException("--kafka and --topic belong together: which topic, and on which broker");
        }
        if (replay.isEmpty() && topics.isEmpty()) {
            useOwnRecording();
        }
        List<FlowFile> files = input.flowFiles(replay);
        // The job reads the file itself; its problems are told before anything starts.
        input.admissionSettings();
        UpSettings settings = new UpSettings(
                files,
                flowTopics(),
                input.hasInventory() ? input.inventoryEvents() : List.of(),
                input.clusterName(),
                input.options(),
                input.admissionFile(),
                out,
                data,
                parallelism,
                keep,
                Duration.ofSeconds(timeoutSeconds));
        return new UpRun(settings).run();
    }

    private List<FlowTopic> flowTopics() {
        return topics.entrySet().stream()
                .map(topic -> new FlowTopic(kafka, topic.getKey(), Format.byName(topic.getValue())))
                .toList();
    }

    private void useOwnRecording() {
        Path recording = ProcessLibrary.ofThisJvm().root().resolve("deploy/lab/recording");
        System.err.println("weir: playing the recording of the project's lab (" + recording + ")");
        replay.add(recording.resolve("flows.pmacct.jsonl"));
        if (!input.hasInventory()) {
            input.inventory.add(recording.resolve("inventory.yaml"));
        }
        if (input.cluster.isEmpty()) {
            input.cluster = "lab";
        }
    }
}
