package dev.weir.standalone.cli.policies;

import dev.weir.standalone.cli.Table;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** How a result is printed. */
final class Form {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    /** The forms; their names are what a user writes. */
    enum Kind {
        table,
        json,
        yaml,
        sarif
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, json or yaml; coverage and drift also know sarif. Default: ${DEFAULT-VALUE}.")
    Kind kind = Kind.table;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** Prints a result that is no list of findings. */
    void print(Object value, List<String[]> table) {
        switch (kind) {
            case table -> write(Table.of(table));
            case json -> write(pretty(value));
            case yaml -> write(YAML.writeValueAsString(value));
            case sarif -> throw usage("-o sarif is for findings, and " + command.name() + " has none; use json");
        }
    }

    /** Prints a result with findings. */
    void print(Object value, List<String[]> table, List<Sarif.Finding> findings) {
        if (kind == Kind.sarif) {
            write(pretty(Sarif.of(findings)));
            return;
        }
        print(value, table);
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    static String line(Object value) {
        return JSON.writeValueAsString(value) + "\n";
    }

    private static String pretty(Object value) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /** Results are UTF-8 wherever they go. */
    static void write(String text) {
        PrintStream out = System.out;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
