package dev.weir.broker.testing;

import dev.weir.broker.Broker;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Starts the broker that a test needs and says in the log which host it got.
 *
 * <p>System property {@value #HOST_PROPERTY} chooses: {@code auto} (the default) takes a container where Docker answers
 * and a process otherwise, {@code container} and {@code process} insist on one.
 */
public final class TestBroker {
    /** Name of the system property that chooses the host. */
    public static final String HOST_PROPERTY = "weir.test.broker";

    private static final System.Logger LOG = System.getLogger(TestBroker.class.getName());

    private TestBroker() {}

    /** An empty broker; closing it removes its data. */
    public static Broker start() {
        String host = System.getProperty(HOST_PROPERTY, "auto");
        return switch (host) {
            case "container" -> container();
            case "process" -> process("asked for by " + HOST_PROPERTY);
            case "auto" -> whicheverThereIs();
            default ->
                throw new IllegalArgumentException("system property " + HOST_PROPERTY + " is \"" + host
                        + "\"; it must be \"auto\", \"container\" or \"process\"");
        };
    }

    private static Broker whicheverThereIs() {
        Optional<String> missing = Docker.missing();
        return missing.isEmpty() ? container() : process(missing.get());
    }

    private static Broker container() {
        LOG.log(Level.INFO, "broker host: container");
        return ContainerBroker.start();
    }

    private static Broker process(String reason) {
        LOG.log(Level.INFO, "broker host: process ({0})", reason);
        return TemporaryBroker.start();
    }
}
