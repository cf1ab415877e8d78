package dev.weir.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a broker that is its own controller: KRaft, one node, loopback only (Kafka documentation, section
 * Broker Configs).
 */
final class BrokerSettings {
    static final String FILE = "server.properties";

    private BrokerSettings() {}

    /** Writes the settings into the data folder and says where. */
    static Path write(Path dataFolder, int port, int controllerPort, Map<String, String> extra) {
        Path file = dataFolder.resolve(FILE);
        try {
            Files.createDirectories(dataFolder);
            try (Writer writer = Files.newBufferedWriter(file)) {
                for (Map.Entry<String, String> setting :
                        of(dataFolder, port, controllerPort, extra).entrySet()) {
                    writer.write(setting.getKey() + "=" + setting.getValue() + "\n");
                }
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the broker's settings to \"" + file + "\"", failure);
        }
    }

    private static Map<String, String> of(Path dataFolder, int port, int controllerPort, Map<String, String> extra) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        // A backslash would be an escape in the file.
        settings.put("log.dirs", dataFolder.resolve("log").toString().replace('\\', '/'));
        settings.put("auto.create.topics.enable", "false");
        forOneNode(settings);
        small(settings);
        settings.putAll(extra);
        return settings;
    }

    private static void forOneNode(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // After a crash the controller takes the restarted broker for an impostor until the old session has run out;
        // with the default of 9 s that is most of the time of a restart.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // Nobody else will join: waiting for more members only delays the first record.
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void small(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.threads", "1");
        // The default of 128 MiB is a quarter of the heap.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    }
}
