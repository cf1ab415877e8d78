package dev.weir.formats.json;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Single values that have no place in the canonical form and stay with the flow, within bounds: the first of them. */
public final class Extras {
    private static final int MOST = 16;
    private static final int CHARS = 256;

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Keeps the member that the parser is at if it is a single value; the parser stays where it is. */
    public void offer(JsonParser in) {
        JsonToken token = in.currentToken();
        String name = in.currentName();
        boolean scalar = token.isScalarValue() && token != JsonToken.VALUE_NULL;
        if (scalar && name != null && values.size() < MOST && in.getStringLength() <= CHARS) {
            values.put(Scalars.wellFormed(name), Scalars.wellFormed(in.getString()));
        }
    }

    public void put(String name, String value) {
        if (values.size() < MOST && value.length() <= CHARS) {
            values.put(name, value);
        }
    }

    public Map<String, String> values() {
        return values;
    }
}
