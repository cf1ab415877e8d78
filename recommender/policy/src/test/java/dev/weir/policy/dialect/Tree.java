package dev.weir.policy.dialect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML document as tests walk through it. */
record Tree(@Nullable Object value) {

    static Tree of(String yaml) {
        return new Tree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    boolean isThere() {
        return value != null;
    }

    Tree at(String... keys) {
        Tree tree = this;
        for (String key : keys) {
            tree = new Tree(tree.map().get(key));
        }
        return tree;
    }

    Map<?, ?> map() {
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    List<Tree> items() {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().<Tree>map(Tree::new).toList();
    }

    List<String> texts() {
        return items().stream().map(Tree::text).toList();
    }

    String text() {
        return String.valueOf(value);
    }
}
