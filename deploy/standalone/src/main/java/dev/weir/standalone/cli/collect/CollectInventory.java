package dev.weir.standalone.cli.collect;

import dev.weir.collector.serve.HealthServer;
import dev.weir.standalone.ExitCodes;
import dev.weir.standalone.cli.ClusterAccess;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir collect inventory}. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Follows a live cluster and keeps the topic weir.inventory, until Ctrl-C. Reads only.")
final class CollectInventory implements Callable<Integer> {
    @Mixin
    ClusterAccess access = new ClusterAccess();

    @Mixin
    KafkaAccess kafka = new KafkaAccess();

    @Mixin
    HealthOption health = new HealthOption();

    @Option(names = "--cluster", paramLabel = "NAME", defaultValue = "default", description = "Its name.")
    String cluster = "default";

    @Override
    public Integer call() throws Exception {
        try (FollowedInventory inventory = FollowedInventory.connect(access, cluster, kafka.connection())) {
            Optional<HealthServer> server = health.serve(inventory.live(), inventory.ready());
            try {
                inventory.start();
                inventory.await();
            } finally {
                server.ifPresent(HealthServer::close);
            }
        }
        return ExitCodes.OK;
    }
}
