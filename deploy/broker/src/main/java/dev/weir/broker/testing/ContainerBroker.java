package dev.weir.broker.testing;

import dev.weir.broker.Broker;
import dev.weir.process.FreePort;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;

/** Apache Kafka's own image in a container, of the same version as the client on the class path. */
public final class ContainerBroker implements Broker {
    private static final int PORT_IN_CONTAINER = 9092;
    private static final long RESTART_SECONDS = 60;

    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    /** Starts an empty broker; needs a Docker engine and the image {@code apache/kafka}. */
    public static ContainerBroker start() {
        KafkaContainer container = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "3000")
                .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500");
        // The engine would choose another port at each start, and the broker goes on advertising the first one.
        container.setPortBindings(List.of(FreePort.pick() + ":" + PORT_IN_CONTAINER));
        container.start();
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.describeCluster().nodes().get(RESTART_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(
                    "the broker did not serve within " + RESTART_SECONDS + " s after the restart of its container; "
                            + "its log:\n" + container.getLogs(),
                    failure);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker's container was restarting", stopWaiting);
        }
    }

    /** Removes the container with its data. */
    @Override
    public void close() {
        container.stop();
    }
}
