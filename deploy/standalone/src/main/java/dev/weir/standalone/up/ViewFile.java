package dev.weir.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the recommender says of the folder that it writes: up to which offsets the files reflect the topics. */
final class ViewFile {
    static final String NAME = ".weir-view.json";

    private final Path out;
    private final ObjectMapper json = new ObjectMapper();

    ViewFile(Path out) {
        this.out = out;
    }

    Map<TopicPartition, Long> offsets() throws IOException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        read(NAME).path("offsets").properties().forEach(entry -> {
            int dash = entry.getKey().lastIndexOf('-');
            offsets.put(
                    new TopicPartition(
                            entry.getKey().substring(0, dash),
                            Integer.parseInt(entry.getKey().substring(dash + 1))),
                    entry.getValue().asLong());
        });
        return offsets;
    }

    long policies() throws IOException {
        return read(NAME).path("policies").asLong();
    }

    /** Records whose ends the inventory did not know when the report was written. */
    long waiting() throws IOException {
        long waiting = 0;
        for (JsonNode cluster : read("report.json").path("clusters")) {
            for (JsonNode count : cluster.path("records").path("waiting")) {
                waiting += count.asLong();
            }
        }
        return waiting;
    }

    boolean everyReplayPassed() throws IOException {
        return read("report.json").path("everyReplayPassed").asBoolean(false);
    }

    private JsonNode read(String name) throws IOException {
        try {
            return json.readTree(Files.readAllBytes(out.resolve(name)));
        } catch (NoSuchFileException notYet) {
            return json.createObjectNode();
        }
    }
}
