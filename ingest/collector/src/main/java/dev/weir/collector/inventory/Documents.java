package dev.weir.collector.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a text apart into Kubernetes objects: documents one after the other, and the items of lists.
 *
 * <p>JSON and YAML part here. The dump of a large cluster is one JSON document of hundreds of megabytes, so JSON is
 * streamed item by item, by Jackson. YAML goes through SnakeYAML Engine rather than through Jackson's YAML format, which
 * silently reads an alias as the text of its name.
 */
final class Documents {

    /** Takes what is found. */
    interface Sink {
        /** @param path where the object stands in its document; empty for the document itself */
        void object(int document, String path, ObjectNode object);

        void problem(int document, String path, String message, String hint);
    }

    private Documents() {}

    /**
     * Reads UTF-8, or UTF-16 with a byte order mark.
     *
     * @throws IOException if the stream fails or holds no text
     */
    static void read(InputStream text, Sink sink) throws IOException {
        BufferedReader reader = new BufferedReader(new YamlUnicodeReader(text));
        if (startsAsJson(reader)) {
            JsonDocuments.read(reader, sink);
            return;
        }
        YamlDocuments.read(reader, sink);
    }

    private static boolean startsAsJson(BufferedReader reader) throws IOException {
        int character;
        do {
            reader.mark(1);
            character = reader.read();
        } while (character >= 0 && Character.isWhitespace(character));
        if (character >= 0) {
            reader.reset();
        }
        return character == '{' || character == '[';
    }
}
