package dev.weir.formats.json;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Single values that have no place in the canonical form and stay with the flow, within bounds: the first of them. */
public final class Extras {
    private static final int MOST = 16;
    private static final int CHARS = 256;

    /** Made when the first comes, for most records have none. */
    private Map<String, String> values = Map.of();

    /** Keeps the member that the parser is at if it is a single value; the parser stays where it is. */
    public void offer(JsonParser in) {
        JsonToken token = in.currentToken();
        String name = in.currentName();
        boolean scalar = token.isScalarValue() && token != JsonToken.VALUE_NULL;
        if (scalar && name != null && values.size() < MOST && in.getStringLength() <= CHARS) {
            keep(Scalars.wellFormed(name), Scalars.wellFormed(in.getString()));
        }
    }

    public void put(String name, String value) {
        if (values.size() < MOST && value.length() <= CHARS) {
            keep(name, value);
        }
    }

    private void keep(String name, String value) {
        if (values.isEmpty()) {
            values = new LinkedHashMap<>();
        }
        values.put(name, value);
    }

    public Map<String, String> values() {
        return values;
    }
}
