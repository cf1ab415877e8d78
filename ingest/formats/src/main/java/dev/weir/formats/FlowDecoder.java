package dev.weir.formats;

import dev.weir.v1.SourceFormat;

/** Reads one exporter's records. An instance serves one thread, because it may keep what it has read for reuse. */
public interface FlowDecoder {

    /**
     * Reads a whole value: one record, several on lines of their own, or records in a tailer's wrapper.
     *
     * <p>Any bytes give flows or bad pieces, and never an exception of this method's own; only one that the sink throws
     * passes through. An empty value is one bad piece.
     *
     * @param offset index of the value's first byte
     * @param length bytes of the value; more than {@link Limits#VALUE_BYTES} is one bad piece
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}, which is the caller's mistake
     */
    void decode(byte[] bytes, int offset, int length, DecodeSink sink);

    /** What the flows say of themselves; unspecified where each record carries its own. */
    SourceFormat format();
}
