package dev.weir.standalone.cli;

import dev.weir.collector.inventory.InventoryCollector;
import dev.weir.collector.inventory.WatchSettings;
import dev.weir.schemas.Topics;
import dev.weir.standalone.ExitCodes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir collect}: the collectors, one by one. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = "Collectors: what they see goes to Kafka.",
        subcommands = CollectCommand.Inventory.class)
public final class CollectCommand {

    /** {@code weir collect inventory}. */
    @Command(
            name = "inventory",
            mixinStandardHelpOptions = true,
            description = "Follows a live cluster and keeps the topic weir.inventory, until Ctrl-C. Reads only.")
    static final class Inventory implements Callable<Integer> {
        @Mixin
        ClusterAccess access = new ClusterAccess();

        @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "Kafka.")
        String bootstrap = "";

        @Option(
                names = "--kafka-config",
                paramLabel = "FILE",
                description = "Properties of the Kafka client, for example for TLS.")
        Path kafkaConfig = Path.of("");

        @Option(names = "--cluster", paramLabel = "NAME", defaultValue = "default", description = "Its name.")
        String cluster = "default";

        @Override
        public Integer call() throws Exception {
            try (KubernetesClient client = access.connect();
                    InventoryCollector collector = new InventoryCollector(
                            client,
                            cluster,
                            connection(),
                            Topics.INVENTORY.name(),
                            Topics.INVENTORY.retention(),
                            WatchSettings.DEFAULTS)) {
                collector.start().get();
                System.err.println("weir: the snapshot is on " + Topics.INVENTORY.name() + "; following the cluster");
                collector.health().forEach(kind -> System.err.println("weir: " + kind));
                collector.await();
            }
            return ExitCodes.OK;
        }

        private Properties connection() throws IOException {
            Properties properties = new Properties();
            if (!kafkaConfig.toString().isEmpty()) {
                try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
                    properties.load(reader);
                }
            }
            properties.setProperty("bootstrap.servers", bootstrap);
            return properties;
        }
    }
}
