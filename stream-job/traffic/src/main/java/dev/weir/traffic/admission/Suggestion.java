package dev.weir.traffic.admission;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The word that was probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** Like {@code did you mean minimumDays?}; where no word is near, all that are known. */
    static String of(String word, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(nearest -> distance(word, nearest) <= Math.max(2, nearest.length() / 3))
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("known here: " + String.join(", ", known));
    }

    /** Levenshtein's: letters to insert, remove or replace, whatever their case. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
