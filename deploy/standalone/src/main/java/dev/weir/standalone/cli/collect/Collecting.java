package dev.weir.standalone.cli.collect;

import dev.weir.collector.FlowCollector;
import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.intake.Source;
import dev.weir.collector.publish.FlowProducer;
import dev.weir.collector.publish.FlowPublisher;
import dev.weir.collector.publish.PublishSettings;
import dev.weir.collector.serve.Check;
import dev.weir.collector.serve.HealthServer;
import dev.weir.standalone.ExitCodes;
import dev.weir.standalone.cli.ClusterAccess;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every collector of flows has: where they go, whose they are, and how it tells its health. */
final class Collecting {
    @Mixin
    KafkaAccess kafka = new KafkaAccess();

    @Mixin
    HealthOption health = new HealthOption();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = "weir.flows",
            description = "Where batches of flows go; it must exist. Default: ${DEFAULT-VALUE}.")
    String topic = "weir.flows";

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Cluster of the flows that name none. Default: the job decides.")
    String cluster = "";

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "Observer of the flows that name none, for example this node. Default: not known.")
    String node = "";

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "500",
            description = "Most flows of one Kafka record. Default: ${DEFAULT-VALUE}.")
    int batch = 500;

    @Option(
            names = "--linger",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How long a flow waits for others, milliseconds. Default: ${DEFAULT-VALUE}.")
    int lingerMs = 1000;

    @Option(
            names = "--with-inventory",
            description = "Follow the cluster's objects in the same process, as weir collect inventory does.")
    boolean withInventory;

    @Mixin
    ClusterAccess access = new ClusterAccess();

    /** Makes a source, which may count what it does. */
    @FunctionalInterface
    interface SourceMaker {
        Source make(CollectorMetrics metrics) throws IOException;
    }

    /** Runs until the source ends or Ctrl-C. */
    int run(SourceMaker maker) throws IOException, InterruptedException {
        PublishSettings settings = settings();
        CollectorMetrics metrics = new CollectorMetrics(health.registry);
        Source source = maker.make(metrics);
        Properties connection = kafka.connection();
        FlowPublisher publisher =
                new FlowPublisher(FlowProducer.connect(connection, settings), settings, metrics, Clock.systemUTC());
        FlowCollector collector = new FlowCollector(publisher);
        Thread ending = new Thread(collector::close, "weir-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        Optional<FollowedInventory> followed = follow(connection);
        collector.start(source);
        Optional<HealthServer> server = serve(collector, followed);
        System.err.println("weir: collecting " + source.name() + " to " + topic + ", until the end or Ctrl-C");
        try {
            collector.await();
        } finally {
            followed.ifPresent(FollowedInventory::close);
            server.ifPresent(HealthServer::close);
            end(collector, ending);
        }
        return ExitCodes.OK;
    }

    private PublishSettings settings() {
        return PublishSettings.DEFAULTS
                .withTopic(topic)
                .withOrigin(cluster, node)
                .withBatches(batch, Duration.ofMillis(lingerMs));
    }

    private Optional<FollowedInventory> follow(Properties connection) {
        if (!withInventory) {
            return Optional.empty();
        }
        String name = cluster.isEmpty() ? "default" : cluster;
        FollowedInventory followed = FollowedInventory.connect(access, name, connection);
        followed.start();
        return Optional.of(followed);
    }

    private Optional<HealthServer> serve(FlowCollector collector, Optional<FollowedInventory> followed)
            throws IOException {
        List<Check> live = new ArrayList<>(collector.live());
        List<Check> ready = new ArrayList<>(collector.ready());
        followed.ifPresent(inventoryOf -> {
            live.addAll(inventoryOf.live());
            ready.addAll(inventoryOf.ready());
        });
        return health.serve(live, ready);
    }

    /** By the source's own end; at Ctrl-C the hook does it. */
    private static void end(FlowCollector collector, Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            collector.close();
        } catch (IllegalStateException endingAlready) {
            System.err.println("weir: ending");
        }
    }
}
