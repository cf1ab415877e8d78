package dev.weir.policy.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** What parsers of YAML 1.1 and of YAML 1.2 make of a text, as JSON: there a text is a text and a number a number. */
public final class YamlGenerations {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private YamlGenerations() {}

    /** As kubectl and most tools around it read it. */
    public static String yaml11(String text) {
        return json(new Yaml().load(text));
    }

    public static String yaml12(String text) {
        return json(Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text)));
    }

    private static String json(Object tree) {
        requireTextAsKeys(tree);
        return JSON.writeValueAsString(tree);
    }

    private static void requireTextAsKeys(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                assertThat(key).isInstanceOf(String.class);
                requireTextAsKeys(value);
            });
        } else if (tree instanceof Iterable<?> list) {
            list.forEach(YamlGenerations::requireTextAsKeys);
        }
    }
}
