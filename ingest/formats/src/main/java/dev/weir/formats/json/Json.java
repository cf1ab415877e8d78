package dev.weir.formats.json;

import dev.weir.formats.Limits;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The one parser setting of this library. */
final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH)
                    .maxNumberLength(64)
                    .maxNameLength(1024)
                    .maxStringLength(Limits.VALUE_BYTES)
                    .build())
            .build();

    private Json() {}

    static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /** Bytes from the start of what the parser was given to the start of its current token. */
    static int start(JsonParser in) {
        return Math.toIntExact(in.currentTokenLocation().getByteOffset());
    }

    /** Bytes from the start of what the parser was given to behind its current token. */
    static int end(JsonParser in) {
        return Math.toIntExact(in.currentLocation().getByteOffset());
    }
}
