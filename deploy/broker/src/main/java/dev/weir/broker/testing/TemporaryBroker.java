package dev.weir.broker.testing;

import dev.weir.broker.Broker;
import dev.weir.broker.BrokerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A broker process whose data folder goes when it does. */
final class TemporaryBroker implements Broker {
    private final Path folder;
    private final BrokerProcess process;

    private TemporaryBroker(Path folder, BrokerProcess process) {
        this.folder = folder;
        this.process = process;
    }

    static TemporaryBroker start() {
        try {
            Path folder = Files.createTempDirectory("weir-broker-");
            return new TemporaryBroker(folder, BrokerProcess.start(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a data folder for a broker", failure);
        }
    }

    @Override
    public String bootstrapServers() {
        return process.bootstrapServers();
    }

    @Override
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
        try {
            for (Path path : childrenFirst()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove the broker's data in \"" + folder + "\"", failure);
        }
    }

    private List<Path> childrenFirst() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
