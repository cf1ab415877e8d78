package dev.weir.policy.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Takes a text apart into Kubernetes objects: documents one after the other, and the items of lists. */
final class Documents {

    // The caller holds the whole text already, so a limit on its length would protect nothing.
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final Report report;

    Documents(Report report) {
        this.report = report;
    }

    void forEach(String text, Consumer<KubernetesObject> reader) {
        int number = 0;
        for (Node document : compose(text)) {
            number++;
            report.about("document " + number);
            Field field = new Field(document, "", report);
            if (!field.isNull()) {
                read(field, Optional.empty(), reader);
            }
        }
    }

    /**
     * @param outer the list the object stands in: its items may leave out what the list already says
     */
    private void read(Field field, Optional<KubernetesObject> outer, Consumer<KubernetesObject> reader) {
        Fields fields = field.fields();
        Optional<String> kind =
                fields.text("kind").or(() -> outer.map(KubernetesObject::kind).flatMap(Documents::kindOfItems));
        Optional<String> version = fields.text("apiVersion").or(() -> outer.map(KubernetesObject::apiVersion));
        if (kind.isEmpty() || version.isEmpty()) {
            field.reject("is no Kubernetes object", "it needs apiVersion and kind");
            return;
        }
        KubernetesObject object = new KubernetesObject(version.get(), kind.get(), fields);
        if (!kind.get().endsWith("List") || outer.isPresent()) {
            report.about(object.kind());
            reader.accept(object);
            return;
        }
        fields.items("items").forEach(item -> read(item, Optional.of(object), reader));
    }

    private static Optional<String> kindOfItems(String kindOfList) {
        String kind = kindOfList.substring(0, kindOfList.length() - "List".length());
        return kind.isEmpty() ? Optional.empty() : Optional.of(kind);
    }

    List<Node> compose(String text) {
        List<Node> documents = new ArrayList<>();
        try {
            new Compose(SETTINGS).composeAllFromString(text).forEach(documents::add);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            report.reject(line, "", "", "is neither YAML nor JSON: " + e.getProblem(), "");
        } catch (YamlEngineException e) {
            report.reject(0, "", "", "is neither YAML nor JSON: " + e.getMessage(), "");
        } catch (StackOverflowError e) {
            // The composer calls itself for each level; no real object comes near its end.
            report.reject(0, "", "", "is nested too deeply", "");
        }
        return documents;
    }
}
