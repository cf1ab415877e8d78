package dev.weir.policy.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is said about a text while it is read. */
final class Report {

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private String object = "document 1";

    /** Names the object that everything said from now on is about. */
    void about(String name) {
        object = name;
    }

    void reject(int line, String path, String value, String message, String hint) {
        problems.add(new Problem(line, object, path, value, message, hint));
    }

    void warn(int line, String path, String value, String message, String hint) {
        warnings.add(new Problem(line, object, path, value, message, hint));
    }

    /** How many problems there are so far: a reader that adds none may build its value. */
    int problemCount() {
        return problems.size();
    }

    <T> Parsed<T> conclude(T value) {
        return problems.isEmpty()
                ? new Parsed.Accepted<>(value, inOrderOfText(warnings))
                : new Parsed.Rejected<>(inOrderOfText(problems));
    }

    /** Readers look at fields in an order of their own; what concerns the text as a whole comes last. */
    private static List<Problem> inOrderOfText(List<Problem> problems) {
        Comparator<Problem> byLine =
                Comparator.comparingInt(problem -> problem.line() == 0 ? Integer.MAX_VALUE : problem.line());
        return problems.stream().sorted(byLine).toList();
    }
}
