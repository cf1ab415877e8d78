package dev.weir.formats.json;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Limits;
import dev.weir.v1.SourceFormat;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decoder of any exporter that writes JSON objects or lines of text. */
public final class JsonFlowDecoder implements FlowDecoder {

    private final RecordReader reader;
    private final @Nullable FastCursor cursor;

    public JsonFlowDecoder(RecordReader reader) {
        this(reader, new FastCursor());
    }

    private JsonFlowDecoder(RecordReader reader, @Nullable FastCursor cursor) {
        this.reader = reader;
        this.cursor = cursor;
    }

    /** The same behind the ordinary parser alone, which is slower and whose word counts: an oracle for tests. */
    public JsonFlowDecoder ordinary() {
        return new JsonFlowDecoder(reader, null);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Pieces pieces = new Pieces();
        Place all = new Place(0, length, false);
        try {
            read(bytes, offset, length, all, pieces);
        } catch (RuntimeException defect) {
            // Nothing known gets here. Should a value find a way, a stream must not stop at it for ever.
            pieces.bad(Reason.DEFECT, String.valueOf(defect), all);
        }
        if (pieces.isEmpty()) {
            pieces.bad(Reason.EMPTY, "no record", all);
        }
        pieces.deliverTo(sink);
    }

    private void read(byte[] bytes, int offset, int length, Place all, Pieces pieces) {
        if (length > Limits.VALUE_BYTES) {
            pieces.bad(Reason.TOO_LARGE, length + " bytes; the limit is " + Limits.VALUE_BYTES, all);
        } else if (Gzip.isGzip(bytes, offset, length)) {
            inflate(bytes, offset, length, all, pieces);
        } else {
            new Document(reader, cursor, pieces, bytes, offset, length, all, 0).read();
        }
    }

    private void inflate(byte[] bytes, int offset, int length, Place all, Pieces pieces) {
        byte[] text;
        try {
            text = Gzip.inflate(bytes, offset, length);
        } catch (EOFException early) {
            pieces.bad(Reason.TRUNCATED, "gzip that ends early", all);
            return;
        } catch (IOException broken) {
            pieces.bad(Reason.NOT_GZIP, String.valueOf(broken.getMessage()), all);
            return;
        }
        if (text.length > Limits.INFLATED_BYTES) {
            pieces.bad(Reason.TOO_LARGE, "gzip of more than " + Limits.INFLATED_BYTES + " bytes", all);
        } else {
            new Document(reader, cursor, pieces, text, 0, text.length, all.text(), 0).read();
        }
    }

    @Override
    public SourceFormat format() {
        return reader.format();
    }
}
