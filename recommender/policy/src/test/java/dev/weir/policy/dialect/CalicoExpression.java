package dev.weir.policy.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calico's selector language, as far as policies here use it: conjunctions, comparisons, sets and {@code has}. */
final class CalicoExpression {

    private static final Pattern TOKEN = Pattern.compile("\\s*('[^']*'|\"[^\"]*\"|&&|==|!=|[!(){},]|[A-Za-z0-9_./-]+)");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private CalicoExpression(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end != text.length()) {
            throw new AssertionError("No selector: " + text);
        }
    }

    static boolean matches(String selector, Map<String, String> labels) {
        CalicoExpression expression = new CalicoExpression(selector);
        boolean all = expression.term(labels);
        while (expression.at < expression.tokens.size()) {
            expression.expect("&&");
            all &= expression.term(labels);
        }
        return all;
    }

    private boolean term(Map<String, String> labels) {
        String first = next();
        if (first.equals("!")) {
            return !term(labels);
        }
        if (first.equals("all")) {
            expect("(");
            expect(")");
            return true;
        }
        if (first.equals("has") && tokens.get(at).equals("(")) {
            expect("(");
            boolean has = labels.containsKey(next());
            expect(")");
            return has;
        }
        String value = labels.get(first);
        return switch (next()) {
            case "==" -> unquoted().equals(value);
            case "!=" -> !unquoted().equals(value);
            case "in" -> set().contains(String.valueOf(value)) && value != null;
            default -> {
                expect("in");
                List<String> values = set();
                yield value == null || !values.contains(value);
            }
        };
    }

    private List<String> set() {
        expect("{");
        List<String> values = new ArrayList<>(List.of(unquoted()));
        while (tokens.get(at).equals(",")) {
            expect(",");
            values.add(unquoted());
        }
        expect("}");
        return values;
    }

    private String unquoted() {
        String text = next();
        return text.substring(1, text.length() - 1);
    }

    private void expect(String token) {
        String found = next();
        if (!found.equals(token)) {
            throw new AssertionError("Expected " + token + ", not " + found + " in " + tokens);
        }
    }

    private String next() {
        return tokens.get(at++);
    }
}
