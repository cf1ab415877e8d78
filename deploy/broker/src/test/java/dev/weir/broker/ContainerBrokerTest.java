package dev.weir.broker;

import dev.weir.broker.testing.ContainerBroker;
import dev.weir.broker.testing.Docker;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract, kept by Apache Kafka's image. Skipped, with the reason, where no Docker engine answers. */
@EnabledIf(value = "hostIsThere", disabledReason = "no container can be started here; the log says why")
final class ContainerBrokerTest extends BrokerContract {
    @Override
    Broker start() {
        return ContainerBroker.start();
    }

    // Not an assumption: made before the first test, it would leave the whole class out of the report.
    static boolean hostIsThere() {
        Optional<String> missing = Docker.missing();
        System.out.println("broker host: container"
                + missing.map(reason -> ", skipped: " + reason).orElse(""));
        return missing.isEmpty();
    }
}
