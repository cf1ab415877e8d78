package dev.weir.policy.model;

import java.util.List;
import java.util.Map;

/**
 * One entry of {@code matchExpressions}. Keys and values compare case-sensitively.
 *
 * @param values at least one for {@code In} and {@code NotIn}, none for {@code Exists} and {@code DoesNotExist}
 */
public record Requirement(String key, Operator operator, List<String> values) {

    /** The operators of a label selector; their text is the API's. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** Whether the operator compares with values; the others must have none. */
        public boolean takesValues() {
            return this == IN || this == NOT_IN;
        }
    }

    public Requirement {
        values = List.copyOf(values);
        if (operator.takesValues() == values.isEmpty()) {
            throw new IllegalArgumentException("Operator " + operator.text() + " on key \"" + key + "\" takes "
                    + (operator.takesValues() ? "at least one value" : "no values, not " + values));
        }
    }

    /**
     * Whether an object with these labels meets the requirement. {@code NotIn} also matches an object that lacks the
     * key; {@code In} does not (apimachinery {@code labels.Requirement.Matches}).
     */
    public boolean matches(Map<String, String> labels) {
        return switch (operator) {
            case IN -> labels.containsKey(key) && values.contains(labels.get(key));
            case NOT_IN -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case EXISTS -> labels.containsKey(key);
            case DOES_NOT_EXIST -> !labels.containsKey(key);
        };
    }
}
