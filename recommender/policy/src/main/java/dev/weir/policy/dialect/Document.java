package dev.weir.policy.dialect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A place in a document, read leniently: what is not there is empty. */
record Document(@Nullable Object value) {

    /**
     * Reads a text of one document.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if the text is no YAML
     */
    static Document of(String yaml) {
        return new Document(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    Document at(String... keys) {
        Document document = this;
        for (String key : keys) {
            document = new Document(document.fields().get(key));
        }
        return document;
    }

    boolean isThere() {
        return value != null;
    }

    Map<?, ?> fields() {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    List<Document> items() {
        return value instanceof List<?> list
                ? list.stream().<Document>map(Document::new).toList()
                : List.of();
    }

    String text() {
        return value == null ? "" : String.valueOf(value);
    }
}
