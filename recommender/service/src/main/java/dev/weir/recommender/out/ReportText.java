package dev.weir.recommender.out;

/**
 * The report of a run in its two forms.
 *
 * @param markdown text of {@code report.md}
 * @param json text of {@code report.json}
 */
public record ReportText(String markdown, String json) {}
