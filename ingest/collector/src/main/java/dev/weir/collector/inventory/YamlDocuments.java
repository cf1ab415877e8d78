package dev.weir.collector.inventory;

import dev.weir.collector.inventory.Documents.Sink;
import java.io.BufferedReader;
import java.io.IOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML documents. The text is cut at its {@code ---} lines before it is parsed, as kubectl does, so that a broken document
 * does not take the ones after it along.
 */
final class YamlDocuments {

    // A cluster's dump is longer than the default bound of 3 million; what aliases may blow up, YamlTree bounds.
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setSchema(new CoreSchema())
            .build();

    private final Sink sink;
    private int document;

    private YamlDocuments(Sink sink) {
        this.sink = sink;
    }

    static void read(BufferedReader text, Sink sink) throws IOException {
        YamlDocuments documents = new YamlDocuments(sink);
        StringBuilder part = new StringBuilder();
        int line = 0;
        int first = 0;
        for (String next = text.readLine(); next != null; next = text.readLine()) {
            if (isSeparator(next)) {
                documents.part(part.toString(), first);
                part.setLength(0);
                first = line;
                next = "   " + next.substring(3);
            }
            part.append(next).append('\n');
            line++;
        }
        documents.part(part.toString(), first);
    }

    private static boolean isSeparator(String line) {
        return line.startsWith("---") && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    /** @param first number of lines before the part */
    private void part(String text, int first) {
        if (text.lines().allMatch(YamlDocuments::saysNothing)) {
            return;
        }
        document++;
        try {
            for (Object value : new Load(SETTINGS).loadAllFromString(text)) {
                take(YamlTree.of(value, text.length()));
            }
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().map(mark -> first + mark.getLine() + 1).orElse(first + 1);
            broken("is no YAML at line " + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            broken("is no YAML after line " + first + ": " + e.getMessage());
        } catch (StackOverflowError e) {
            // The parser calls itself for each level; no real object comes near its end.
            broken("is nested too deeply");
        }
    }

    private void take(JsonNode value) {
        if (value instanceof ObjectNode object) {
            new ListDocument(document, object, sink).objects();
        } else if (!value.isNull()) {
            sink.problem(document, "", "is no Kubernetes object", "it needs apiVersion and kind");
        }
    }

    private void broken(String message) {
        sink.problem(document, "", message, "the document is left out");
    }

    /** Blank, a comment, or a directive such as {@code %YAML 1.2}. */
    private static boolean saysNothing(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith("#") || line.startsWith("%") || text.equals("...");
    }
}
