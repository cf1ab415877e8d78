package dev.weir.standalone.cli.collect;

import dev.weir.standalone.BadInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Which Kafka is meant. */
final class KafkaAccess {
    @Option(
            names = {"--bootstrap", "--brokers"},
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka; several with commas between.")
    String bootstrap = "";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, for example for TLS.")
    Path kafkaConfig = Path.of("");

    Properties connection() throws IOException {
        Properties properties = new Properties();
        if (!kafkaConfig.toString().isEmpty()) {
            if (!Files.isReadable(kafkaConfig)) {
                throw new BadInput("--kafka-config '" + kafkaConfig + "' cannot be read");
            }
            try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
                properties.load(reader);
            }
        }
        properties.setProperty("bootstrap.servers", bootstrap);
        return properties;
    }
}
