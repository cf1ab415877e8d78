package dev.weir.formats.json;

import dev.weir.formats.Limits;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A stream of Loki's, as its push and query APIs write it: labels, and entries of a time and a line. Where a line is an
 * object, the labels were members of it before the exporter's client took them out, and belong there again.
 *
 * @param labels the object of labels, as JSON
 */
record LokiStream(String labels, int start, int end) {

    /**
     * Gives the line of each entry.
     *
     * @param entries stands at the start of the array of entries
     * @return whether that were all; no more is given than a compressed value may grow to, since a few labels times many
     *     entries would be a lot
     * @throws BadField if the entries are of another shape
     */
    boolean read(JsonParser entries, Consumer<String> records) {
        Scalars.expect(entries, JsonToken.START_ARRAY, "an array");
        int left = Limits.INFLATED_BYTES;
        while (entries.nextToken() != JsonToken.END_ARRAY) {
            String record = record(entries);
            left -= record.length();
            if (left < 0) {
                return false;
            }
            records.accept(record);
        }
        return true;
    }

    private String record(JsonParser entry) {
        Scalars.expect(entry, JsonToken.START_ARRAY, "an array");
        entry.nextToken();
        entry.nextToken();
        Scalars.expect(entry, JsonToken.VALUE_STRING, "a line of text");
        String line = entry.getString();
        while (entry.nextToken() != JsonToken.END_ARRAY) {
            // What follows the line are labels of Loki's own making.
            entry.skipChildren();
        }
        return withLabels(line.strip());
    }

    private String withLabels(String line) {
        String members = labels.substring(1, labels.length() - 1).strip();
        if (members.isEmpty() || !line.startsWith("{")) {
            return line;
        }
        String rest = line.substring(1).stripLeading();
        return "{" + members + (rest.startsWith("}") ? "" : ",") + rest;
    }
}
