package dev.weir.formats.json;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.v1.SourceFormat;
import java.util.Objects;

/** A decoder of any exporter that writes JSON objects. */
public final class JsonFlowDecoder implements FlowDecoder {

    private final RecordReader reader;

    public JsonFlowDecoder(RecordReader reader) {
        this.reader = reader;
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Pieces pieces = new Pieces();
        Place all = new Place(0, length, false);
        try {
            new Document(reader, pieces, bytes, offset, length, all, 0).read();
        } catch (RuntimeException defect) {
            // Nothing known gets here. Should a value find a way, a stream must not stop at it for ever.
            pieces.bad(Reason.DEFECT, String.valueOf(defect), all);
        }
        pieces.deliverTo(sink);
    }

    @Override
    public SourceFormat format() {
        return reader.format();
    }
}
