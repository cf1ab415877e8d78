package dev.weir.policy.dialect;

import java.util.List;
import java.util.regex.Pattern;

/** The syntax of names and labels (apimachinery, {@code util/validation}); each check adds a sentence. */
final class Grammar {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_PART = 63;

    private final List<String> problems;

    Grammar(List<String> problems) {
        this.problems = problems;
    }

    void metadata(Document metadata) {
        String name = metadata.at("name").text();
        if (name.length() > LONGEST_SUBDOMAIN || !SUBDOMAIN.matcher(name).matches()) {
            problems.add("metadata.name \"" + name + "\" is no DNS subdomain of at most 253 characters");
        }
        labels(metadata.at("labels"));
    }

    void labels(Document labels) {
        labels.fields().forEach((key, value) -> {
            key(String.valueOf(key));
            value(String.valueOf(value));
        });
    }

    /** A label selector as an object; keys may carry prefixes that a dialect adds, which are cut off first. */
    void selector(Document selector, String... prefixes) {
        selector.at("matchLabels").fields().forEach((key, value) -> {
            key(cut(String.valueOf(key), prefixes));
            value(String.valueOf(value));
        });
        for (Document expression : selector.at("matchExpressions").items()) {
            key(cut(expression.at("key").text(), prefixes));
            expression.at("values").items().forEach(it -> value(it.text()));
            boolean wantsValues = expression.at("operator").text().endsWith("In");
            if (wantsValues == expression.at("values").items().isEmpty()) {
                problems.add("Operator " + expression.at("operator").text() + " on \""
                        + expression.at("key").text() + "\" takes " + (wantsValues ? "values" : "no values"));
            }
        }
    }

    void key(String key) {
        int slash = key.indexOf('/');
        boolean prefix = slash < 0
                || slash <= LONGEST_SUBDOMAIN
                        && SUBDOMAIN.matcher(key.substring(0, slash)).matches();
        String name = key.substring(slash + 1);
        if (!prefix || name.length() > LONGEST_PART || !PART.matcher(name).matches()) {
            problems.add("\"" + key + "\" is no label key");
        }
    }

    void value(String value) {
        if (!value.isEmpty()
                && (value.length() > LONGEST_PART || !PART.matcher(value).matches())) {
            problems.add("\"" + value + "\" is no label value");
        }
    }

    private static String cut(String key, String... prefixes) {
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                return key.substring(prefix.length());
            }
        }
        return key;
    }
}
