package dev.weir.broker;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the broker process. */
final class EmbeddedBrokerTest extends BrokerContract {
    @TempDir
    static Path folder;

    @Override
    Broker start() {
        System.out.println("broker host: process, data in " + folder);
        return BrokerProcess.start(folder);
    }
}
