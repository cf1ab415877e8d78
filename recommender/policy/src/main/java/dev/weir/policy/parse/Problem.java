package dev.weir.policy.parse;

/**
 * Something in a text that is refused, or accepted but unlikely to be meant.
 *
 * @param line from 1; 0 if it concerns the text as a whole
 * @param object like {@code NetworkPolicy shop/web}; before that is known, {@code document 2}
 * @param path like {@code spec.ingress[0].ports[1].port}; empty for the object itself
 * @param value as written, shortened; {@code a list} or {@code a mapping} if it is one; empty if nothing is there
 * @param message what is wrong
 * @param hint what to write instead; may be empty
 */
public record Problem(int line, String object, String path, String value, String message, String hint) {

    /** One line for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (line > 0) {
            text.append("line ").append(line).append(": ");
        }
        text.append(object);
        if (!path.isEmpty()) {
            text.append(": ").append(path);
        }
        if (!value.isEmpty()) {
            text.append(" \"").append(value).append('"');
        }
        text.append(": ").append(message);
        if (!hint.isEmpty()) {
            text.append("; ").append(hint);
        }
        return text.toString();
    }
}
