package dev.weir.recommender;

import dev.weir.recommender.out.PolicyFolder;
import dev.weir.recommender.view.ViewConsumer;
import dev.weir.recommender.view.ViewStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Main class of the recommender's process. */
@Command(
        name = "recommender",
        mixinStandardHelpOptions = true,
        description = "Follows Weir's topics and keeps a folder of network policies and a report up to date with them.")
public final class RecommenderMain implements Callable<Integer> {
    /** What is printed once the topics are followed. */
    static final String READY = "recommender ready";

    private static final Duration ORDERLY = Duration.ofSeconds(10);

    @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "Kafka brokers.")
    private String bootstrap = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder of the view; ours alone.")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for policies and report.")
    private Path out = Path.of("");

    @Option(
            names = "--stop-at-end-of-input",
            description = "End when standard input ends, as it does when the parent process dies.")
    private boolean stopAtEndOfInput;

    private RecommenderMain() {}

    /** Runs until SIGTERM, or until standard input ends when asked to. Exit code 0 then, 1 after a failure, 2 for usage. */
    public static void main(String[] arguments) {
        // Before the first logger is made. Not a file: it would configure the logger of whoever uses the library part.
        setDefault("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        setDefault("org.slf4j.simpleLogger.showDateTime", "true");
        setDefault("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.exit(new CommandLine(new RecommenderMain()).execute(arguments));
    }

    private static void setDefault(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (stopAtEndOfInput) {
            exitAtEndOfInput();
        }
        CountDownLatch ended = new CountDownLatch(1);
        PolicyFolder folder = PolicyFolder.open(out);
        folder.unmark();
        try (ViewStore store = ViewStore.open(data);
                ViewConsumer consumer = ViewConsumer.start(bootstrap, store)) {
            Recommender recommender = new Recommender(consumer, new FolderWriter(store, folder, Clock.systemUTC()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(recommender, ended), "recommender-stop"));
            System.out.println(READY);
            recommender.run();
        } finally {
            ended.countDown();
        }
        return 0;
    }

    // The JVM is gone when its hooks have returned, so the hook waits for the loop, which closes the store.
    private static void end(Recommender recommender, CountDownLatch ended) {
        recommender.stop();
        try {
            if (!ended.await(ORDERLY.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println(
                        "the recommender did not end within " + ORDERLY + "; its view recovers at the next start");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exitAtEndOfInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        InputStream parent = System.in;
                        while (parent.read() >= 0) {
                            // Only the end counts.
                        }
                    } catch (IOException broken) {
                        System.err.println("standard input broke, which ends this process as its end would: " + broken);
                    }
                    System.exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
