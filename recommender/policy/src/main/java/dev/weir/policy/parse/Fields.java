package dev.weir.policy.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one mapping. A field that is null counts as missing, as it does for the API server. */
final class Fields {

    private final Field owner;
    private final Map<String, Field> byName;

    Fields(Field owner, Map<String, Field> byName) {
        this.owner = owner;
        this.byName = byName;
    }

    Field owner() {
        return owner;
    }

    Map<String, Field> all() {
        return byName;
    }

    Optional<Field> get(String name) {
        return Optional.ofNullable(byName.get(name)).filter(field -> !field.isNull());
    }

    /** The field, or nothing after a complaint that it is missing. */
    Optional<Field> require(String name, String hint) {
        Optional<Field> field = get(name);
        if (field.isEmpty()) {
            owner.reject("\"" + name + "\" is missing", hint);
        }
        return field;
    }

    /** The items of a list, none if it is missing. */
    List<Field> items(String name) {
        return get(name).map(Field::items).orElse(List.of());
    }

    Optional<String> text(String name) {
        return get(name).flatMap(Field::text);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    void rejectAllBut(String... known) {
        List<String> names = List.of(known);
        byName.forEach((name, field) -> {
            if (!names.contains(name)) {
                field.reject("unknown field", "known here: " + String.join(", ", names));
            }
        });
    }
}
