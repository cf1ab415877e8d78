package dev.weir.collector.inventory;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Objects as YAML that readers of YAML 1.1 and of 1.2 take for the same. */
final class SnapshotYaml {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setExplicitStart(true)
            .build();

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

    // YAML 1.1 takes these for booleans and null.
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private SnapshotYaml() {}

    /** One document, with the line of dashes before it. */
    static String document(ObjectNode object) {
        return new Dump(SETTINGS, new Texts()).dumpToString(JSON.treeToValue(object, Map.class));
    }

    private static final class Texts extends StandardRepresenter {
        Texts() {
            super(SETTINGS);
            representers.put(String.class, data -> {
                String text = (String) data;
                boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
                return representScalar(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
            });
        }
    }
}
