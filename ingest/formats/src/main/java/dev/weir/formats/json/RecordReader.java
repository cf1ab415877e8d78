package dev.weir.formats.json;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Knows one exporter's JSON object. */
public interface RecordReader {

    /**
     * Reads an object to its end.
     *
     * @param in stands at the object's start
     * @param wrapping is offered the members that are not the exporter's
     * @return the record, or null if the object is none of this exporter's
     * @throws BadField if it is one and has a member with an impossible value
     */
    @Nullable
    FlowEvent read(JsonParser in, Wrapping wrapping);

    /** A reader for text that is no JSON; null if the exporter writes JSON only. */
    default @Nullable LineReader lines() {
        return null;
    }

    SourceFormat format();
}
