package dev.weir.recommender.out;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says which offsets of the topics the files of a folder reflect; written after them. Who waits until certain records
 * are in the folder waits until every offset here is at least the end offset that he saw.
 *
 * @param offsets next offset by {@code topic-partition}: everything before it is reflected
 * @param policies policy files in the folder
 * @param written when this was written
 */
public record ViewMark(SortedMap<String, Long> offsets, int policies, Instant written) {
    /** Name of the file, at the top of the folder. */
    public static final String FILE = ".weir-view.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the map. */
    public ViewMark {
        offsets = new TreeMap<>(offsets);
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode places = root.putObject("offsets");
        offsets.forEach(places::put);
        root.put("policies", policies);
        root.put("written", DateTimeFormatter.ISO_INSTANT.format(written));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
