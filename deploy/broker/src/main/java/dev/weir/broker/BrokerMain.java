package dev.weir.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** Main class of the broker's process: formats an empty data folder, then serves until it is told to end. */
public final class BrokerMain {
    /** What is printed, followed by a space and the port, once clients are served. */
    static final String READY = "broker ready on port";

    private BrokerMain() {}

    /** Serves with the settings of the properties file that the only argument names. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: BrokerMain FILE, the broker's properties");
        }
        Path file = Path.of(arguments[0]);
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        }
        formatWhenEmpty(file, Path.of(settings.getProperty("log.dirs")));
        serve(KafkaConfig.fromProps(settings));
    }

    // Kafka writes meta.properties last, so a folder without it was never formatted to the end.
    private static void formatWhenEmpty(Path file, Path log) {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        String cluster = Uuid.randomUuid().toString();
        int code = StorageTool.execute(
                new String[] {"format", "--cluster-id", cluster, "--config", file.toString()}, System.out);
        if (code != 0) {
            throw new IllegalStateException("formatting \"" + log + "\" ended with code " + code);
        }
    }

    private static void serve(KafkaConfig config) {
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        System.out.println(
                READY + " " + config.effectiveAdvertisedBrokerListeners().head().port());
        server.awaitShutdown();
    }
}
