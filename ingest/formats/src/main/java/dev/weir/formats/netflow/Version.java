package dev.weir.formats.netflow;

import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;

/** The number that a message begins with. */
public enum Version {
    V5(5, SourceFormat.NETFLOW_V5),
    V9(9, SourceFormat.NETFLOW_V9),
    IPFIX(10, SourceFormat.IPFIX);

    private final int number;
    private final SourceFormat format;

    Version(int number, SourceFormat format) {
        this.number = number;
        this.format = format;
    }

    SourceFormat format() {
        return format;
    }

    static @Nullable Version of(int number) {
        return switch (number) {
            case 5 -> V5;
            case 9 -> V9;
            case 10 -> IPFIX;
            default -> null;
        };
    }

    int number() {
        return number;
    }
}
