package dev.weir.standalone.up;

import dev.weir.broker.BrokerProcess;
import dev.weir.broker.TopicCreator;
import dev.weir.process.ChildJvm;
import dev.weir.process.JvmLaunch;
import dev.weir.process.ProcessLibrary;
import dev.weir.process.Program;
import dev.weir.schemas.Topic;
import dev.weir.schemas.Topics;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.ExitCodes;
import dev.weir.standalone.flows.FlowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * One run of everything on this machine. Whatever was started is stopped again in reverse order, also when Ctrl-C ends
 * the run; a child that is left over all the same ends by itself when this JVM is gone.
 */
public final class UpRun {
    private static final String GROUP = "weir";
    private static final List<String> RESULTS = List.of(
            Topics.EDGES.name(), Topics.RECOMMENDATIONS.name(), Topics.ALERTS.name(), Topics.DEAD_LETTER.name());
    private static final Duration POLL = Duration.ofMillis(100);

    private final UpSettings settings;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> formatByTopic = new TreeMap<>();

    public UpRun(UpSettings settings) {
        this.settings = settings;
        for (FlowFile file : settings.flows()) {
            formatByTopic.put(topicOf(file), file.format().text());
        }
        for (FlowTopic topic : settings.topics()) {
            formatByTopic.put(topic.name(), topic.format().text());
        }
    }

    /** Runs to the end, or until Ctrl-C, and says with which code to exit. */
    public int run() throws Exception {
        Thread stopAll = new Thread(this::stop, "weir-stop");
        Runtime.getRuntime().addShutdownHook(stopAll);
        try {
            return work();
        } finally {
            stop();
            removeHook(stopAll);
        }
    }

    private int work() throws Exception {
        Path data = dataFolder();
        // What an earlier run said of the folder is not true of this one.
        Files.deleteIfExists(settings.out().resolve(ViewFile.NAME));
        say("starting the broker");
        BrokerProcess broker = keep(BrokerProcess.start(data.resolve("broker")));
        String kafka = broker.bootstrapServers();
        createTopics(kafka);
        say("starting the job and the recommender");
        ChildJvm recommender = keep(ChildJvm.start(recommender(kafka, data)));
        ChildJvm job = keep(ChildJvm.start(job(kafka, data)));
        Offsets offsets = keep(new Offsets(kafka));
        feed(kafka);
        Watch watch = new Watch(settings, List.of(job, recommender));
        Map<TopicPartition, Long> flowEnds = offsets.ends(formatByTopic.keySet());
        // A committed offset means a completed checkpoint, and before it all results were handed to the broker.
        watch.until("flows through the job", "flows", flowEnds, () -> offsets.committed(GROUP));
        ViewFile view = new ViewFile(settings.out());
        do {
            watch.until("results on disk", "records", offsets.ends(RESULTS), view::offsets);
        } while (view.waiting() > 0 && watch.isPatient());
        say("wrote " + view.policies() + " policies and report.md to " + settings.out());
        System.out.println(Files.readString(settings.out().resolve("report.md")));
        if (settings.keep()) {
            listen(kafka);
        }
        return view.everyReplayPassed() ? ExitCodes.OK : ExitCodes.FINDING;
    }

    private void createTopics(String kafka) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            List<Topic> topics = new ArrayList<>(Topics.all());
            TopicCreator.create(admin, topics);
            formatByTopic.keySet().forEach(topic -> NativeTopic.create(admin, topic, settings.parallelism()));
        }
    }

    private void feed(String kafka) throws IOException {
        try (Feeder feeder = new Feeder(kafka)) {
            feeder.inventory(settings.inventory());
            for (FlowFile file : settings.flows()) {
                try (Progress progress = new Progress("playing " + file.path().getFileName(), 0, "records")) {
                    feeder.flows(file, topicOf(file), sent -> progress.at(sent, sent));
                }
            }
            for (FlowTopic topic : settings.topics()) {
                try (Progress progress = new Progress("playing topic " + topic.name(), 0, "records")) {
                    feeder.topic(topic, sent -> progress.at(sent, sent));
                }
            }
        }
    }

    private JvmLaunch job(String kafka, Path data) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap",
                kafka,
                "--group",
                GROUP,
                "--work",
                data.resolve("job").toString(),
                "--parallelism",
                Integer.toString(settings.parallelism()),
                "--flush-millis",
                "500",
                "--longest-wait-seconds",
                "2"));
        formatByTopic.forEach((topic, format) -> arguments.addAll(List.of("--source", topic + "=" + format)));
        if (!settings.cluster().isEmpty()) {
            arguments.addAll(List.of("--cluster", settings.cluster()));
        }
        if (!settings.inventory().isEmpty()) {
            arguments.add("--wait-for-inventory");
        }
        arguments.addAll(
                List.of("--external-surplus", Long.toString(settings.options().externalSurplus())));
        settings.options()
                .protectedNamespaces()
                .forEach(namespace -> arguments.addAll(List.of("--protect", namespace)));
        if (settings.options().proposeProtected()) {
            arguments.add("--include-protected");
        }
        if (settings.options().exposedOpen()) {
            arguments.add("--open-exposed");
        }
        if (settings.options().defaultDenyApart()) {
            arguments.add("--default-deny-apart");
        }
        if (!settings.admission().toString().isEmpty()) {
            arguments.addAll(
                    List.of("--admission", settings.admission().toAbsolutePath().toString()));
        }
        return child(Program.JOB, "dev.weir.job.LocalJob", data.resolve("job.log"), "weir-job is running")
                .withHeap("1g")
                .withJvmOptions(JvmLaunch.FLINK_OPENS)
                .withArguments(arguments.toArray(String[]::new));
    }

    private JvmLaunch recommender(String kafka, Path data) {
        return child(
                        Program.RECOMMENDER,
                        "dev.weir.recommender.RecommenderMain",
                        data.resolve("recommender.log"),
                        "recommender ready")
                .withArguments(
                        "--bootstrap",
                        kafka,
                        "--data",
                        data.resolve("view").toString(),
                        "--out",
                        settings.out().toString());
    }

    private static JvmLaunch child(Program program, String main, Path log, String ready) {
        return JvmLaunch.of(main, ProcessLibrary.ofThisJvm().classPath(program), log, Pattern.compile(ready));
    }

    private void listen(String kafka) throws InterruptedException {
        say("listening; Ctrl-C stops everything");
        say("  Kafka: " + kafka + ", flows on " + String.join(", ", formatByTopic.keySet()) + ", policies on "
                + Topics.RECOMMENDATIONS.name());
        new CountDownLatch(1).await();
    }

    private Path dataFolder() throws IOException {
        if (!settings.data().toString().isEmpty()) {
            return empty(Files.createDirectories(settings.data()));
        }
        Path folder = Files.createTempDirectory("weir-up-");
        started.push(() -> Folders.delete(folder));
        return folder;
    }

    /** A log without the state that was made from it would give half a result. */
    private static Path empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new BadInput("--data '" + folder + "' is not empty; give a new folder");
            }
        }
        return folder;
    }

    private static String topicOf(FlowFile file) {
        return file.format().text() + "-flows";
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    private synchronized void stop() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("weir: while stopping: " + e.getMessage());
            }
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is what runs this: Ctrl-C came first.
        }
    }

    private static void say(String line) {
        System.err.println("weir: " + line);
    }

    static Duration poll() {
        return POLL;
    }
}
