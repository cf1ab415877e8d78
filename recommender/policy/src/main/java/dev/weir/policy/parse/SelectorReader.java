package dev.weir.policy.parse;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code metav1.LabelSelector}. */
final class SelectorReader {

    private SelectorReader() {}

    static LabelSelector read(Field field) {
        Fields fields = field.fields("matchLabels", "matchExpressions");
        Map<String, String> labels =
                fields.get("matchLabels").map(Metadata::labels).orElse(Map.of());
        List<Requirement> requirements = fields.items("matchExpressions").stream()
                .flatMap(item -> requirement(item).stream())
                .toList();
        return new LabelSelector(labels, requirements);
    }

    private static Optional<Requirement> requirement(Field field) {
        Fields fields = field.fields("key", "operator", "values");
        Optional<String> key = fields.require("key", "").flatMap(at -> {
            Optional<String> text = at.text();
            text.ifPresent(it -> Names.checkLabelKey(at, it));
            return text;
        });
        Optional<Operator> operator = fields.require("operator", "In, NotIn, Exists or DoesNotExist")
                .flatMap(at -> at.oneOf(Operator.values(), Operator::text, "operator"));
        List<String> values = values(fields.items("values"));
        if (key.isEmpty() || operator.isEmpty()) {
            return Optional.empty();
        }
        if (operator.get().takesValues() == values.isEmpty()) {
            field.reject(
                    operator.get().text() + (values.isEmpty() ? " needs at least one value" : " takes no values"), "");
            return Optional.empty();
        }
        return Optional.of(new Requirement(key.get(), operator.get(), values));
    }

    private static List<String> values(List<Field> items) {
        List<String> values = new ArrayList<>();
        for (Field item : items) {
            String value = item.isNull() ? "" : item.text().orElse("");
            Names.checkLabelValue(item, value);
            values.add(value);
        }
        return values;
    }
}
