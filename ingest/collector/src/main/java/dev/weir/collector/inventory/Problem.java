package dev.weir.collector.inventory;

import java.util.Comparator;

/**
 * Something in a file that could not be taken over, or only in part.
 *
 * @param file as it was named; {@code -} is standard input
 * @param document from 1; 0 if it concerns the file as a whole
 * @param object like {@code Pod shop/web}; empty before that is known
 * @param path like {@code items[2].spec.containers[0].ports[1].containerPort}; empty for the whole object
 * @param value as written, shortened; empty if nothing is there
 * @param message what is wrong
 * @param hint what to do about it; may be empty
 */
public record Problem(String file, int document, String object, String path, String value, String message, String hint)
        implements Comparable<Problem> {

    private static final int LONGEST_VALUE = 80;

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparing(Problem::document)
            .thenComparing(Problem::object)
            .thenComparing(Problem::path)
            .thenComparing(Problem::value)
            .thenComparing(Problem::message)
            .thenComparing(Problem::hint);

    /** Shortens the value. */
    public Problem {
        if (value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "…";
        }
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** One line for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (document > 0) {
            text.append(", document ").append(document);
        }
        if (!object.isEmpty()) {
            text.append(", ").append(object);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(' ');
        }
        if (!value.isEmpty()) {
            text.append('"').append(value).append("\" ");
        }
        text.append(message);
        if (!hint.isEmpty()) {
            text.append("; ").append(hint);
        }
        return text.toString();
    }
}
