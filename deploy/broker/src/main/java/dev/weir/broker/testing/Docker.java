package dev.weir.broker.testing;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be started from here. */
public final class Docker {
    private Docker() {}

    /** Why no container can be started, or empty when one can. */
    public static Optional<String> missing() {
        if (!onClassPath()) {
            return Optional.of("Testcontainers is not on the class path");
        }
        return Engine.answers() ? Optional.empty() : Optional.of("no Docker engine answers");
    }

    private static boolean onClassPath() {
        try {
            Class.forName("org.testcontainers.DockerClientFactory", false, Docker.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    // Apart, so that Docker itself can be loaded without Testcontainers.
    private static final class Engine {
        static boolean answers() {
            return DockerClientFactory.instance().isDockerAvailable();
        }
    }
}
