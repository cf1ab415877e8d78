package dev.weir.collector.inventory;

import dev.weir.collector.inventory.Documents.Sink;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON values one after the other, each an object or a list of objects, in the memory that one item takes. */
final class JsonDocuments {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonParser parser;
    private final Sink sink;
    private int document;

    private JsonDocuments(JsonParser parser, Sink sink) {
        this.parser = parser;
        this.sink = sink;
    }

    static void read(Reader text, Sink sink) {
        try (JsonParser parser = JSON.createParser(text)) {
            new JsonDocuments(parser, sink).documents();
        }
    }

    private void documents() {
        try {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                document++;
                if (token == JsonToken.START_OBJECT) {
                    document();
                    continue;
                }
                parser.skipChildren();
                sink.problem(document, "", "is no Kubernetes object", "it needs apiVersion and kind");
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = parser.currentLocation();
            String where = "line " + at.getLineNr() + ", column " + at.getColumnNr();
            sink.problem(
                    Math.max(1, document),
                    "",
                    "is no JSON at " + where + "; nothing after it is read",
                    "is the file cut off? " + e.getClass().getSimpleName());
        }
    }

    private void document() {
        ObjectNode around = JSON.createObjectNode();
        List<Item> waiting = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("items")) {
                around.putArray("items");
                items(around, waiting);
                continue;
            }
            around.set(name, parser.<JsonNode>readValueAsTree());
        }
        ListDocument list = new ListDocument(document, around, sink);
        if (!list.isList()) {
            list.objects();
            return;
        }
        waiting.forEach(item -> list.item(item.index, item.value));
    }

    private record Item(int index, JsonNode value) {}

    /** An item that says its kind itself need not wait for the kind of the list, which kubectl writes at the end. */
    private void items(ObjectNode around, List<Item> waiting) {
        ListDocument list = new ListDocument(document, around, sink);
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            JsonNode item = parser.readValueAsTree();
            if (list.isComplete(item)) {
                list.item(i, item);
            } else {
                waiting.add(new Item(i, item));
            }
        }
    }
}
