package dev.weir.standalone.cli.collect;

import dev.weir.formats.Format;
import picocli.CommandLine.Option;

/** The format of records that do not name it. */
final class FormatOption {
    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "What a line holds, for example hubble-json or pmacct-json.")
    String format = "";

    /** @throws IllegalArgumentException with all names, if there is none such */
    Format format() {
        return Format.byName(format);
    }
}
