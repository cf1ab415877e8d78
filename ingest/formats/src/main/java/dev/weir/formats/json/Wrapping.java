package dev.weir.formats.json;

import dev.weir.formats.Limits;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a log tailer may have put around a record: Fluent Bit's {@code log}, Fluentd's and Vector's {@code message}, the
 * journal's {@code MESSAGE}, an OpenTelemetry {@code body}, a cloud's list of {@code records}, Loki's {@code streams}.
 *
 * <p>Nothing is opened before the object has ended without being a record itself, because a tailer that takes a line apart
 * may keep its text as well, and the record would count twice.
 */
public final class Wrapping {

    /** In the order of preference, should an object have several. */
    private enum Key {
        MESSAGE("message"),
        LOG("log"),
        JOURNAL_MESSAGE("MESSAGE"),
        BODY("body"),
        STRING_VALUE("stringValue"),
        RECORDS("records"),
        LOG_EVENTS("logEvents"),
        RESOURCE_LOGS("resourceLogs"),
        SCOPE_LOGS("scopeLogs"),
        LOG_RECORDS("logRecords"),
        STREAMS("streams"),
        DATA("data"),
        RESULT("result");

        private final String member;

        Key(String member) {
            this.member = member;
        }

        static @Nullable Key of(@Nullable String member) {
            for (Key key : values()) {
                if (key.member.equals(member)) {
                    return key;
                }
            }
            return null;
        }
    }

    /**
     * What a member holds.
     *
     * @param text null where it is JSON itself and not JSON in a text
     * @param start bytes from the start of what the parser was given
     * @param end likewise, behind the last byte
     */
    record Content(@Nullable String text, int start, int end) {}

    private static final int NONE = -1;

    /** For a record that stands alone: nothing is kept. */
    static final Wrapping NOTHING = new Wrapping(false, new byte[0], 0, NONE, 0);

    private final boolean anyText;
    private final byte[] bytes;
    private final int base;
    private final int start;
    private final int limit;
    private final Map<Key, Content> contents = new EnumMap<>(Key.class);
    private @Nullable Content lokiLabels;
    private @Nullable Content lokiEntries;

    /**
     * @param anyText whether a text may hold records that are no JSON
     * @param base where the parser's input begins in {@code bytes}
     * @param start where the object begins, counted from the base
     * @param limit where the parser's input ends, counted from the base
     */
    Wrapping(boolean anyText, byte[] bytes, int base, int start, int limit) {
        this.anyText = anyText;
        this.bytes = bytes;
        this.base = base;
        this.start = start;
        this.limit = limit;
    }

    /** Looks at a member that is not the exporter's own, and passes over its value. */
    public void offer(JsonParser in) {
        if (start == NONE) {
            in.skipChildren();
            return;
        }
        Key key = Key.of(in.currentName());
        if (key == null) {
            other(in);
            return;
        }
        int from = Json.start(in);
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            String text = in.getString();
            if (anyText ? !text.isBlank() : looksLikeJson(text)) {
                contents.put(key, new Content(text, from, Json.end(in)));
            }
        } else if (in.currentToken().isStructStart()) {
            in.skipChildren();
            contents.put(key, new Content(null, from, Json.end(in)));
        }
    }

    private void other(JsonParser in) {
        boolean labels = in.currentToken() == JsonToken.START_OBJECT && "stream".equals(in.currentName());
        boolean entries = in.currentToken() == JsonToken.START_ARRAY && "values".equals(in.currentName());
        int from = labels || entries ? Json.start(in) : 0;
        in.skipChildren();
        if (labels) {
            lokiLabels = new Content(null, from, Json.end(in));
        } else if (entries) {
            lokiEntries = new Content(null, from, Json.end(in));
        }
    }

    /** Null if the object is no stream of Loki's. */
    @Nullable
    LokiStream lokiStream() {
        if (lokiLabels == null || lokiEntries == null) {
            return null;
        }
        int length = lokiLabels.end - lokiLabels.start;
        String labels = length > Limits.FIELD_CHARS
                ? "{}"
                : new String(bytes, base + lokiLabels.start, length, StandardCharsets.UTF_8);
        return new LokiStream(labels, lokiEntries.start, lokiEntries.end);
    }

    /** The same object once more, from its start, for a reader that knows only at the end what it has read. */
    public JsonParser reopen() {
        if (start == NONE) {
            throw FastCursor.notPlain();
        }
        JsonParser again = Json.parser(bytes, base + start, limit - start);
        again.nextToken();
        return again;
    }

    Optional<Content> content() {
        return contents.values().stream().findFirst();
    }

    private static boolean looksLikeJson(String text) {
        String inner = text.stripLeading();
        return inner.startsWith("{") || inner.startsWith("[") || inner.startsWith("\"");
    }
}
