package dev.weir.broker;

import dev.weir.process.ChildFailedException;
import dev.weir.process.ChildJvm;
import dev.weir.process.FreePort;
import dev.weir.process.JvmLaunch;
import dev.weir.process.ProcessLibrary;
import dev.weir.process.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A Kafka broker in a JVM of its own on the loopback interface. Everything it keeps lies below one data folder:
 * {@code log/} the records, {@code server.properties} its settings, {@code broker.log} what it says.
 *
 * <p>Not for use by two threads at once.
 */
public final class BrokerProcess implements Broker {
    private final JvmLaunch launch;
    private final int port;
    private ChildJvm child;

    private BrokerProcess(JvmLaunch launch, int port, ChildJvm child) {
        this.launch = launch;
        this.port = port;
        this.child = child;
    }

    /**
     * Starts a broker on a free port with the defaults of {@link Builder}; returns when it serves.
     *
     * @param dataFolder an empty or missing folder, or one that a broker kept its data in before
     * @throws ChildFailedException if it does not come up within 60 s, with the end of its log
     */
    public static BrokerProcess start(Path dataFolder) {
        return in(dataFolder).start();
    }

    /** Describes a broker on a data folder. */
    public static Builder in(Path dataFolder) {
        return new Builder(dataFolder);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return child.isAlive();
    }

    /** Id of the present process. */
    public long pid() {
        return child.pid();
    }

    /** Last lines of what the present process said. */
    public String logTail() {
        return child.logTail();
    }

    /** Ends it: in an orderly way within 15 s, else by signals within 10 s more. */
    public void stop() {
        child.stop();
    }

    /** Ends it as a crash would (SIGKILL). {@link #restart} brings it back. */
    public void kill() {
        child.kill();
    }

    /**
     * Starts it again on the same data and port, after ending it if it runs.
     *
     * @throws ChildFailedException if it does not come up
     */
    @Override
    public void restart() {
        child.stop();
        child = ChildJvm.start(launch);
    }

    /** The same as {@link #stop}; the data stays. */
    @Override
    public void close() {
        stop();
    }

    /** How a broker is to be: a free port, a heap of 512 MiB and the settings of one small node unless told otherwise. */
    public static final class Builder {
        private final Path dataFolder;
        private final Map<String, String> settings = new TreeMap<>();
        private OptionalInt port = OptionalInt.empty();
        private String heap = "512m";

        private Builder(Path dataFolder) {
            this.dataFolder = dataFolder.toAbsolutePath().normalize();
        }

        /** Serves on this port, 1 to 65535, instead of a free one. */
        public Builder port(int wanted) {
            port = OptionalInt.of(wanted);
            return this;
        }

        /** Largest heap, in the form of {@code -Xmx}. */
        public Builder heap(String largest) {
            heap = largest;
            return this;
        }

        /** Sets or replaces one of the broker's own settings (Kafka documentation, section Broker Configs). */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Starts it; see {@link BrokerProcess#start}. */
        public BrokerProcess start() {
            int clients = port.orElseGet(FreePort::pick);
            Path file = BrokerSettings.write(dataFolder, clients, FreePort.pick(), settings);
            JvmLaunch launch = JvmLaunch.of(
                            BrokerMain.class.getName(),
                            ProcessLibrary.ofThisJvm().classPath(Program.BROKER),
                            dataFolder.resolve("broker.log"),
                            Pattern.compile("^" + BrokerMain.READY + " " + clients + "$"))
                    .withHeap(heap)
                    .withSystemProperties(Map.of("log4j2.configurationFile", "classpath:dev/weir/broker/log4j2.xml"))
                    .withArguments(file.toString());
            return new BrokerProcess(launch, clients, ChildJvm.start(launch));
        }
    }
}
