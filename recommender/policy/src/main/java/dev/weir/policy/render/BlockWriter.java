package dev.weir.policy.render;

import java.util.Map;
import java.util.regex.Pattern;

/** Writes YAML in block style, two blanks a level. */
public final class BlockWriter {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();
    private int depth;
    /** The next line begins an item of a list, with the dash two columns before it. */
    private boolean item;

    /** Writes what the body writes, one level deeper. */
    public void nested(String key, Runnable body) {
        line(Scalar.of(key) + ":");
        deeper(body);
    }

    /** An item of a list, whose first line carries the dash. */
    public void item(Runnable body) {
        item = true;
        deeper(body);
    }

    /** A text, in quotes where it needs them. */
    public void entry(String key, String value) {
        line(Scalar.of(key) + ": " + Scalar.of(value));
    }

    /** A number. */
    public void entry(String key, int value) {
        line(Scalar.of(key) + ": " + value);
    }

    /** A value that is written as it stands, like {@code []}. */
    public void literal(String key, String value) {
        line(Scalar.of(key) + ": " + value);
    }

    /** An item of a list that is a text. */
    public void item(String value) {
        line("- " + Scalar.of(value));
    }

    /** An item of a list that is a number. */
    public void item(int value) {
        line("- " + value);
    }

    /** Texts by key; nothing at all where there are none. */
    public void mapping(String key, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            nested(key, () -> entries.forEach(this::entry));
        }
    }

    /** An item that asks for nothing, and so matches everything. */
    public void emptyItem() {
        line("- {}");
    }

    /** Lines of at most {@value #WIDTH} columns, broken between words. */
    public void comment(String words) {
        StringBuilder line = new StringBuilder();
        int room = WIDTH - 2 * depth - 2;
        for (String word : printable(words).split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                line("# " + line);
                line.setLength(0);
                line.append(' ');
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        line("# " + line);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void deeper(Runnable body) {
        depth++;
        body.run();
        depth--;
    }

    private void line(String content) {
        text.append("  ".repeat(item ? depth - 1 : depth))
                .append(item ? "- " : "")
                .append(content)
                .append('\n');
        item = false;
    }

    /** A name from a flow could hold a line break and go on as YAML; nothing but ASCII gets into a comment. */
    private static String printable(String words) {
        return UNPRINTABLE.matcher(words).replaceAll("?");
    }
}
