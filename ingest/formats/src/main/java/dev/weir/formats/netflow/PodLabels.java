package dev.weir.formats.netflow;

import dev.weir.formats.Limits;
import dev.weir.formats.json.Scalars;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Antrea's sourcePodLabels and destinationPodLabels: a JSON object of texts. The last texts are kept, for pods repeat. */
final class PodLabels {
    private static final int KEPT = 1024;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Map<String, String>> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > KEPT;
        }
    };

    /** The labels; null where there are none told or the text is no such object. */
    @Nullable
    Map<String, String> of(String json) {
        if (json.isEmpty() || json.length() >= Limits.FIELD_CHARS) {
            return null;
        }
        Map<String, String> known = read.get(json);
        if (known != null) {
            return known;
        }
        Map<String, String> labels = parsed(json);
        if (labels != null) {
            read.put(json, labels);
        }
        return labels;
    }

    private static @Nullable Map<String, String> parsed(String json) {
        Map<String, String> labels = new LinkedHashMap<>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = Scalars.wellFormed(in.currentName());
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    return null;
                }
                labels.put(key, Scalars.wellFormed(in.getString()));
            }
            return in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null ? Map.copyOf(labels) : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
