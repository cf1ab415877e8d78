package dev.weir.formats.json;

import dev.weir.v1.FlowEvent;
import org.jspecify.annotations.Nullable;

/** Knows one exporter's line of text. It may keep a header for the lines below it, so each text needs its own. */
public interface LineReader {

    /**
     * @param line without its end, not blank
     * @return the record, or null if the line is none of this exporter's
     * @throws BadField if it is one and has a field with an impossible value
     */
    @Nullable
    FlowEvent read(String line);
}
