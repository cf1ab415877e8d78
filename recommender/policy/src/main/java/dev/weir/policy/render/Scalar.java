package dev.weir.policy.render;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text as a YAML scalar: plain where every parser reads it back as that text, in quotes elsewhere.
 *
 * <p>Parsers of Kubernetes tools follow YAML 1.1, many others 1.2, so a word is quoted if either takes it for something
 * else: booleans ({@code yes}, {@code on}, {@code y}), null, numbers in any base or sexagesimal, timestamps, the merge
 * key (yaml.org/type; YAML 1.2.2, section 10.3). What merely looks like a number is quoted too: a quote too many is
 * harmless, one too few is not.
 */
final class Scalar {

    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity");

    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.]*[0-9][0-9A-Fa-fxXoO_.,:+\\-TtZz ]*");

    /** Nothing that begins or could end like an indicator, and no blank: what labels, names and blocks are made of. */
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9/]([A-Za-z0-9_./:-]*[A-Za-z0-9_./-])?");

    private Scalar() {}

    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        boolean printable = text.chars().allMatch(character -> character >= ' ' && character <= '~');
        return printable ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
    }

    private static boolean isPlain(String text) {
        return SIMPLE.matcher(text).matches()
                && !NUMBER_LIKE.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (character >= ' ' && character <= '~') {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(escape(character));
            }
        });
        return quoted.append('"').toString();
    }

    /** Half a character is none: no parser would take it, so the sign for a broken one stands there. */
    private static String escape(int character) {
        if (Character.isSupplementaryCodePoint(character)) {
            return String.format(Locale.ROOT, "\\U%08X", character);
        }
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return String.format(Locale.ROOT, "\\u%04X", half ? 0xFFFD : character);
    }
}
