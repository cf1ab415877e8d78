package dev.weir.formats.json;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import dev.weir.formats.json.Wrapping.Content;
import dev.weir.v1.FlowEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * A stretch of bytes that should hold records: one, several one after the other, or an array of them.
 *
 * <p>After broken JSON the next line that begins with a brace is taken for the next record, as JSON has no other mark to
 * go on from.
 */
final class Document {

    private final RecordReader reader;
    private final @Nullable FastCursor cursor;
    private final Pieces pieces;
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final Place place;
    private final int wrappers;

    /** Where the record that is being read begins, counted from the offset. */
    private int recordStart;

    /**
     * @param cursor tried first; null to have the ordinary parser read everything
     * @param wrappers how many texts were opened to get here
     */
    Document(
            RecordReader reader,
            @Nullable FastCursor cursor,
            Pieces pieces,
            byte[] bytes,
            int offset,
            int length,
            Place place,
            int wrappers) {
        this.reader = reader;
        this.cursor = cursor;
        this.pieces = pieces;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.place = place;
        this.wrappers = wrappers;
    }

    void read() {
        int from = firstByte();
        if (from == length) {
            bad(Reason.EMPTY, "nothing but white space", 0, length);
            return;
        }
        @Nullable LineReader lines = isJson(from) ? null : reader.lines();
        if (lines == null) {
            readFrom(from);
        } else {
            new Lines(lines, pieces, bytes, offset, length, place).read();
        }
    }

    /** Whether it begins with an object, a text, or an array of them; a line of text may begin with a bracket too. */
    private boolean isJson(int from) {
        if (bytes[offset + from] != '[') {
            return bytes[offset + from] == '{' || bytes[offset + from] == '"';
        }
        int at = from + 1;
        while (at < length && isSpace(bytes[offset + at])) {
            at++;
        }
        return at == length || "{\"[]".indexOf(bytes[offset + at]) >= 0;
    }

    private void readFrom(int first) {
        int from = first;
        while (from < length) {
            from = readPlain(from);
            if (from == length) {
                return;
            }
            if (pieces.isHopeless()) {
                bad(Reason.TOO_MANY, "the rest after " + Limits.BAD_PIECES + " broken records", from, length);
                return;
            }
            from = readUntilBroken(from);
        }
    }

    /**
     * Reads records that stand alone and are plain; gives where the last one ends, or the end of all. What comes then must
     * be an object, or the parser that starts there could take for another encoding what it would not have in passing.
     */
    private int readPlain(int first) {
        int mark = pieces.size();
        int from = first;
        int next = first;
        while (cursor != null && next < length && bytes[offset + next] == '{') {
            @Nullable FlowEvent event = plain(cursor, next);
            if (event == null) {
                break;
            }
            pieces.flow(event);
            from = cursor.position() - offset;
            next = skipSpace(from);
        }
        if (next == length) {
            return length;
        }
        if (bytes[offset + next] != '{' || !mayBeUtf8(next)) {
            pieces.cutBackTo(mark);
            return first;
        }
        return from;
    }

    /** Null where the record is not plain, not the exporter's or has a fault: the ordinary parser finds out which. */
    private @Nullable FlowEvent plain(FastCursor fast, int from) {
        try {
            fast.start(bytes, offset + from, offset + length);
            fast.nextToken();
            return reader.read(fast, Wrapping.NOTHING);
        } catch (FastCursor.NotPlain | BadField other) {
            return null;
        }
    }

    /** Reads records until the end or to one that is broken; gives where to go on. */
    private int readUntilBroken(int from) {
        recordStart = from;
        if (!mayBeUtf8(from)) {
            int next = nextRecord(from);
            bad(Reason.NOT_UTF8, "begins like UTF-16 or UTF-32, or with a NUL", from, next);
            return next;
        }
        try (JsonParser in = Json.parser(bytes, offset + from, length - from)) {
            while (in.nextToken() != null) {
                value(in, from);
                recordStart = from + Json.end(in);
            }
            return length;
        } catch (JacksonException broken) {
            int next = nextRecord(recordStart);
            pieces.broken();
            bad(reason(broken), String.valueOf(broken.getOriginalMessage()), recordStart, next);
            return next;
        }
    }

    private void value(JsonParser in, int from) {
        recordStart = from + Json.start(in);
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(in, from);
        } else if (token == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(in, from);
            }
        } else if (token == JsonToken.VALUE_STRING) {
            open(new Content(in.getString(), Json.start(in), Json.end(in)), from);
        } else {
            bad(Reason.WRONG_FORMAT, "neither an object nor a text", recordStart, from + Json.end(in));
        }
    }

    private void object(JsonParser in, int from) {
        int depth = in.streamReadContext().getNestingDepth();
        Wrapping wrapping = new Wrapping(reader.lines() != null, bytes, offset + from, Json.start(in), length - from);
        int start = recordStart;
        @Nullable FlowEvent event;
        try {
            event = reader.read(in, wrapping);
        } catch (BadField badField) {
            leave(in, depth);
            bad(Reason.BAD_FIELD, badField.detail(), start, from + Json.end(in));
            return;
        }
        if (event != null) {
            pieces.flow(event);
        } else {
            unwrap(wrapping, start, from, from + Json.end(in));
        }
    }

    private void unwrap(Wrapping wrapping, int start, int from, int end) {
        LokiStream stream = wrapping.lokiStream();
        if (stream != null) {
            loki(stream, from);
        } else if (wrapping.content().isPresent()) {
            open(wrapping.content().get(), from);
        } else {
            bad(Reason.WRONG_FORMAT, "an object that is not of " + reader.format(), start, end);
        }
    }

    /** Passes over what is left of an object, so that its neighbours can be read. */
    private static void leave(JsonParser in, int depth) {
        while (in.streamReadContext().getNestingDepth() >= depth && in.nextToken() != null) {}
    }

    /** Each entry of a stream, as it was before Loki took its labels out. */
    private void loki(LokiStream stream, int from) {
        Place inner = place.part(from + stream.start(), from + stream.end());
        if (wrappers == Limits.WRAPPERS) {
            pieces.bad(Reason.TOO_DEEP, "a stream of Loki in a text in a text", inner);
            return;
        }
        try (JsonParser in = Json.parser(bytes, offset + from + stream.start(), stream.end() - stream.start())) {
            in.nextToken();
            boolean all = stream.read(in, record -> openText(record, inner));
            if (!all) {
                pieces.bad(Reason.TOO_LARGE, "a stream of Loki with too much in it", inner);
            }
        } catch (BadField badField) {
            pieces.bad(Reason.BAD_FIELD, badField.detail(), inner);
        }
    }

    private void openText(String text, Place where) {
        byte[] inner = text.getBytes(StandardCharsets.UTF_8);
        new Document(reader, cursor, pieces, inner, 0, inner.length, where.text(), wrappers + 1).read();
    }

    private void open(Content content, int from) {
        Place inner = place.part(from + content.start(), from + content.end());
        if (content.text() == null) {
            int size = content.end() - content.start();
            new Document(reader, cursor, pieces, bytes, offset + from + content.start(), size, inner, wrappers).read();
        } else if (wrappers == Limits.WRAPPERS) {
            pieces.bad(Reason.TOO_DEEP, "JSON in a text in a text in a text", inner);
        } else {
            openText(content.text(), inner);
        }
    }

    private static Reason reason(JacksonException broken) {
        if (broken instanceof UnexpectedEndOfInputException) {
            return Reason.TRUNCATED;
        }
        String message = String.valueOf(broken.getOriginalMessage());
        if (broken instanceof StreamConstraintsException) {
            return message.contains("nesting depth") ? Reason.TOO_DEEP : Reason.TOO_LARGE;
        }
        return message.contains("UTF-8") ? Reason.NOT_UTF8 : Reason.NOT_JSON;
    }

    /** Where the next line begins that begins with a brace, or the end. */
    private int nextRecord(int from) {
        for (int at = from; at + 1 < length; at++) {
            if (bytes[offset + at] == '\n' && bytes[offset + at + 1] == '{') {
                return at + 1;
            }
        }
        return length;
    }

    private int firstByte() {
        return skipSpace(0);
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < length && isSpace(bytes[offset + at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The parser guesses among the encodings of old JSON; RFC 8259 has left one. */
    private boolean mayBeUtf8(int from) {
        for (int at = from; at < Math.min(length, from + 4); at++) {
            int b = bytes[offset + at] & 0xFF;
            if (b == 0 || b >= 0xFE) {
                return false;
            }
        }
        return true;
    }

    private void bad(Reason reason, String detail, int from, int to) {
        pieces.bad(reason, detail, place.part(from, to));
    }
}
