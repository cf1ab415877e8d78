package dev.weir.policy.report;

import dev.weir.policy.report.RunReport.Policy;
import dev.weir.policy.report.RunReport.WithoutPolicy;
import java.util.Map;

/** A run's report for people, in CommonMark with tables. */
public final class MarkdownReport {

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    /** The same report always gives the same text. */
    public static String write(RunReport report) {
        MarkdownReport markdown = new MarkdownReport();
        markdown.verdict(report);
        markdown.records(report.flows());
        markdown.edges(report.edges());
        markdown.policies(report);
        markdown.withoutPolicy(report);
        return markdown.text.toString();
    }

    private void verdict(RunReport report) {
        long edges = report.replay().edges();
        line("# Recommended network policies");
        line("");
        line(
                report.replay().isComplete()
                        ? "All " + edges + " accepted edges pass under these policies."
                        : "**" + (edges - report.replay().admitted()) + " of " + edges
                                + " accepted edges would be closed.** Do not apply this set.");
        if (!report.inventoryGiven()) {
            line("");
            line("No inventory was given: workloads are those that the flows' own labels tell of. Pods that were silent"
                    + " are not known, so a selector may match more than is counted here.");
        }
        if (report.flows().lost() > 0) {
            line("");
            line("Exporters lost " + report.flows().lost() + " events: edges may be missing.");
        }
    }

    private void records(RunReport.Flows flows) {
        section("Records");
        line("| records | number |");
        line("| --- | ---: |");
        row("read", flows.read());
        rows("no evidence: ", flows.noEvidence());
        rows("not readable: ", flows.dead());
    }

    private void edges(RunReport.Edges edges) {
        section("Edges");
        line("| edges | number |");
        line("| --- | ---: |");
        row("accepted", edges.accepted());
        row("held", edges.quarantined());
        rows("held: ", edges.byReason());
    }

    private void policies(RunReport report) {
        section("Policies");
        if (report.policies().isEmpty()) {
            line("None is proposed.");
            return;
        }
        line("Surplus is what a policy allows beyond what was observed, in pod x peer x port triples.");
        line("");
        line("| namespace | policy | for | rules | surplus |");
        line("| --- | --- | --- | ---: | ---: |");
        report.policies()
                .forEach(policy -> line("| " + cell(policy.namespace()) + " | " + cell(policy.name()) + " | "
                        + cell(policy.subject()) + " | " + policy.rules() + " | " + policy.surplus() + " |"));
        report.policies().stream().filter(policy -> !policy.causes().isEmpty()).forEach(this::causes);
    }

    private void causes(Policy policy) {
        line("");
        line(cell(policy.namespace()) + "/" + cell(policy.name()) + " also allows:");
        line("");
        policy.causes().forEach(cause -> line("- " + cell(cause)));
    }

    private void withoutPolicy(RunReport report) {
        if (report.withoutPolicy().isEmpty()) {
            return;
        }
        section("Workloads without a policy");
        line("| namespace | workload | status | why |");
        line("| --- | --- | --- | --- |");
        for (WithoutPolicy without : report.withoutPolicy()) {
            line("| " + cell(without.namespace()) + " | " + cell(without.subject()) + " | "
                    + cell(without.status().name()) + " | " + cell(without.why()) + " |");
        }
    }

    private void section(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void rows(String prefix, Map<String, Long> counts) {
        counts.forEach((name, number) -> row(prefix + name, number));
    }

    private void row(String name, long number) {
        line("| " + cell(name) + " | " + number + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Names come from flows: nothing in them may end a cell or a line, or begin markup, a link or a mention. */
    private static String cell(String words) {
        return words.replaceAll("[^ -~]", "?").replaceAll("([\\\\`*_\\[\\]<>|@#!&~])", "\\\\$1");
    }
}
