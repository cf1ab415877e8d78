package dev.weir.formats.json;

import dev.weir.formats.Limits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An object of texts inside a text, as exporters write labels. */
public final class TextObject {

    private TextObject() {}

    /** The members in their order, or null if it is something else or larger than a record may hold. */
    public static @Nullable Map<String, String> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (JsonParser in = Json.parser(bytes, 0, bytes.length)) {
            Map<String, String> members = in.nextToken() == JsonToken.START_OBJECT ? members(in) : null;
            return members == null || in.nextToken() != null ? null : members;
        } catch (JacksonException | BadField notJson) {
            return null;
        }
    }

    private static @Nullable Map<String, String> members(JsonParser in) {
        Map<String, String> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (name == null || in.nextToken() != JsonToken.VALUE_STRING || members.size() == Limits.ENTRIES) {
                return null;
            }
            members.put(Scalars.wellFormed(name), Scalars.text(in));
        }
        return members;
    }
}
