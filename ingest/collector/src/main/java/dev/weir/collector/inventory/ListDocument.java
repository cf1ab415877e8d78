package dev.weir.collector.inventory;

import dev.weir.collector.inventory.Documents.Sink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One document: an object, or a list, the items of which may leave out what the list says already. */
final class ListDocument {
    private static final String SUFFIX = "List";

    private final int document;
    private final ObjectNode around;
    private final Sink sink;

    ListDocument(int document, ObjectNode around, Sink sink) {
        this.document = document;
        this.around = around;
        this.sink = sink;
    }

    boolean isList() {
        return text(around, "kind").endsWith(SUFFIX);
    }

    /** Whether the item says itself what it is. */
    boolean isComplete(JsonNode item) {
        return !text(item, "kind").isEmpty() && !text(item, "apiVersion").isEmpty();
    }

    /** Hands over the document, or each of its items. */
    void objects() {
        if (!isList()) {
            hand("", around);
            return;
        }
        JsonNode items = around.path("items");
        for (int i = 0; i < items.size(); i++) {
            item(i, items.get(i));
        }
    }

    /** Hands over one item. */
    void item(int index, JsonNode item) {
        String path = "items[" + index + "]";
        if (item instanceof ObjectNode object) {
            fill(object, "apiVersion", text(around, "apiVersion"));
            String kind = text(around, "kind");
            fill(object, "kind", kind.endsWith(SUFFIX) ? kind.substring(0, kind.length() - SUFFIX.length()) : "");
            hand(path, object);
            return;
        }
        sink.problem(document, path, "is no Kubernetes object", "");
    }

    private void hand(String path, ObjectNode object) {
        if (isComplete(object)) {
            sink.object(document, path, object);
            return;
        }
        sink.problem(document, path, "is no Kubernetes object", "it needs apiVersion and kind");
    }

    private static void fill(ObjectNode object, String field, String value) {
        if (!value.isEmpty() && text(object, field).isEmpty()) {
            object.put(field, value);
        }
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).stringValue("");
    }
}
