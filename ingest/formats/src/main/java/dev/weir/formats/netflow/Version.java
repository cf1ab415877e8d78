package dev.weir.formats.netflow;

import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;

/** The number that a message begins with. */
public enum Version {
    V5(SourceFormat.NETFLOW_V5),
    V9(SourceFormat.NETFLOW_V9),
    IPFIX(SourceFormat.IPFIX);

    private final SourceFormat format;

    Version(SourceFormat format) {
        this.format = format;
    }

    SourceFormat format() {
        return format;
    }

    /** The version of a message that begins with this number; null if there is none. */
    static @Nullable Version of(int number) {
        return switch (number) {
            case 5 -> V5;
            case 9 -> V9;
            case 10 -> IPFIX;
            default -> null;
        };
    }
}
