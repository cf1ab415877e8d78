package dev.weir.formats.json;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import dev.weir.v1.FlowEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A stretch of bytes that should hold a record a line. */
final class Lines {

    private final LineReader reader;
    private final Pieces pieces;
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final Place place;

    Lines(LineReader reader, Pieces pieces, byte[] bytes, int offset, int length, Place place) {
        this.reader = reader;
        this.pieces = pieces;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.place = place;
    }

    void read() {
        for (int from = 0; from < length; ) {
            int to = end(from);
            line(from, to);
            from = to + 1;
        }
    }

    private int end(int from) {
        int at = from;
        while (at < length && bytes[offset + at] != '\n') {
            at++;
        }
        return at;
    }

    private void line(int from, int to) {
        if (to - from > Limits.LINE_BYTES) {
            pieces.bad(Reason.TOO_LARGE, "a line of " + (to - from) + " bytes", place.part(from, to));
            return;
        }
        String line;
        try {
            line = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset + from, to - from))
                    .toString();
        } catch (CharacterCodingException broken) {
            pieces.bad(Reason.NOT_UTF8, "a line that is no UTF-8", place.part(from, to));
            return;
        }
        if (!line.isBlank()) {
            record(line.strip(), place.part(from, to));
        }
    }

    private void record(String line, Place where) {
        try {
            @Nullable FlowEvent event = reader.read(line);
            if (event == null) {
                pieces.bad(Reason.WRONG_FORMAT, "a line that is not of this format", where);
            } else {
                pieces.flow(event);
            }
        } catch (BadField badField) {
            pieces.bad(Reason.BAD_FIELD, badField.detail(), where);
        }
    }
}
