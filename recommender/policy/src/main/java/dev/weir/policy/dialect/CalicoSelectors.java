package dev.weir.policy.dialect;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Label selectors in Calico's language (projectcalico.org/v3, "Selectors"), whose {@code !=} and {@code not in} match what has no label, as {@code NotIn} does. */
final class CalicoSelectors {

    private CalicoSelectors() {}

    static String pods(LabelSelector selector) {
        return selector.isEmpty() ? "all()" : String.join(" && ", terms(selector));
    }

    /**
     * Namespaces are named by the label that the API server gives each of them. A selector that only says what is not
     * there asks for that label too: endpoints without a namespace have none.
     */
    static String namespaces(LabelSelector selector) {
        List<String> terms = new ArrayList<>();
        if (!Positive.is(selector)) {
            terms.add("has(" + Namespace.NAME_LABEL + ")");
        }
        terms.addAll(terms(selector));
        return String.join(" && ", terms);
    }

    private static List<String> terms(LabelSelector selector) {
        List<String> terms = new ArrayList<>();
        selector.matchLabels().forEach((key, value) -> terms.add(key + " == " + quoted(value)));
        selector.matchExpressions().forEach(it -> terms.add(term(it)));
        return terms;
    }

    private static String term(Requirement requirement) {
        String values = requirement.values().stream()
                .distinct()
                .map(CalicoSelectors::quoted)
                .collect(Collectors.joining(", ", "{", "}"));
        return switch (requirement.operator()) {
            case IN -> requirement.key() + " in " + values;
            case NOT_IN -> requirement.key() + " not in " + values;
            case EXISTS -> "has(" + requirement.key() + ")";
            case DOES_NOT_EXIST -> "!has(" + requirement.key() + ")";
        };
    }

    /** Values of labels hold no quotes. */
    private static String quoted(String value) {
        return "'" + value + "'";
    }
}
