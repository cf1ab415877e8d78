package dev.weir.formats.json;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An exporter that writes lines of text: an object is never its record and may only wrap one. */
public final class LineRecords implements RecordReader {

    private final SourceFormat format;
    private final Supplier<LineReader> lines;

    public LineRecords(SourceFormat format, Supplier<LineReader> lines) {
        this.format = format;
        this.lines = lines;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            in.nextToken();
            wrapping.offer(in);
        }
        return null;
    }

    @Override
    public LineReader lines() {
        return lines.get();
    }

    @Override
    public SourceFormat format() {
        return format;
    }
}
