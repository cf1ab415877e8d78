package dev.weir.recommender.report;

import dev.weir.recommender.view.Published;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The report for a person. */
final class MarkdownReport {
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    static String of(RunReport report) {
        MarkdownReport page = new MarkdownReport();
        page.line("# Recommended network policies");
        report.clusters().forEach((cluster, numbers) -> {
            page.numbers(cluster, numbers);
            page.replay(Optional.ofNullable(report.replays().get(cluster)));
            page.cost(Optional.ofNullable(report.costs().get(cluster)));
        });
        List<Published> with =
                report.workloads().stream().filter(Published::hasPolicy).toList();
        List<Published> without =
                report.workloads().stream().filter(one -> !one.hasPolicy()).toList();
        page.policies(with);
        page.withoutTraffic(with.stream().filter(Published::isWithoutTraffic).toList());
        page.withoutPolicy(without);
        page.counts("Values of Weir's own topics that could not be read", report.unreadable());
        return page.text.toString();
    }

    private void numbers(String cluster, Numbers numbers) {
        line("");
        line("## Cluster " + (cluster.isEmpty() ? "without a name" : cell(cluster)));
        line("");
        line("| records | count |");
        line("| --- | ---: |");
        row("read", numbers.read());
        row("in accepted edges", numbers.accepted());
        row("in held edges", numbers.held());
        row("without evidence", Numbers.sum(numbers.noEvidence()));
        row("waiting for the inventory", Numbers.sum(numbers.waiting()));
        line("");
        line(accounting(numbers.unaccounted()));
        line("");
        line(numbers.acceptedEdges() + " edges accepted, " + numbers.heldEdges() + " held" + toldApart(numbers) + ".");
        counts("Held edges by reason", numbers.heldByReason());
        counts("Records without evidence by reason", numbers.noEvidence());
        counts("Waiting records by reason", numbers.waiting());
        counts("Pieces that were no record, by reason", numbers.dead());
        counts("Events that exporters lost, by reason", numbers.lost());
    }

    private void replay(Optional<ClusterReplay> replay) {
        line("");
        line("### Replay");
        line("");
        if (replay.isEmpty()) {
            line(
                    "No inventory was given. Identities and selectors come from the labels that flows carry: pods that were"
                            + " silent are not known, and a label that the exporter leaves out cannot tell workloads apart. Each"
                            + " policy was replayed at its own workload's end; all of them together could not be.");
            return;
        }
        ClusterReplay found = replay.get();
        line("Under all policies together, " + found.admitted() + " of " + found.edges()
                + " accepted edges are admitted at both ends.");
        edges("Accepted edges that an end denies", found.denied());
        edges("Workloads whose published policy could not be read", found.unreadable());
        edges("Accepted edges with an end that the inventory does not have", found.gone());
    }

    private void cost(Optional<ClusterCost> known) {
        known.ifPresent(cost -> {
            line("");
            line("### Cost");
            line("");
            line(cost.policies() + " policies with " + cost.rules() + " rules and " + cost.peers()
                    + " peers; where a network plugin unfolds selectors, " + cost.entries()
                    + " entries of pod, peer and port.");
            edges("Near or beyond a limit", cost.warnings());
        });
    }

    private void edges(String title, List<String> edges) {
        if (edges.isEmpty()) {
            return;
        }
        line("");
        line(title + ":");
        line("");
        edges.forEach(edge -> line("- " + cell(edge)));
    }

    /** One pod told by name and by labels is one end, but counts as two where records are only read. */
    private static String toldApart(Numbers numbers) {
        long edges = numbers.acceptedEdges() + numbers.heldEdges();
        return numbers.pairsTold() == edges
                ? ""
                : " (" + numbers.pairsTold() + " as the records name their ends: some gave a pod's labels only)";
    }

    private static String accounting(long unaccounted) {
        if (unaccounted == 0) {
            return "Every record that was read is accounted for.";
        }
        if (unaccounted > 0) {
            return "**" + unaccounted + " records that were read are not accounted for.**";
        }
        return "**" + -unaccounted + " more records are accounted for than were read.**";
    }

    private void counts(String title, SortedMap<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        line("");
        line("### " + title);
        line("");
        line("| what | count |");
        line("| --- | ---: |");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            row(count.getKey(), count.getValue());
        }
    }

    private void policies(List<Published> workloads) {
        line("");
        line("## Policies");
        line("");
        if (workloads.isEmpty()) {
            line("None yet.");
            return;
        }
        line("Surplus counts pod, peer and port triples that the policy allows beyond the observed ones.");
        line("");
        line("| cluster | workload | status | replay | surplus in | surplus out | held edges | warnings |");
        line("| --- | --- | --- | ---: | ---: | ---: | ---: | --- |");
        for (Published workload : workloads) {
            line("| " + cell(workload.cluster()) + " | " + name(workload) + " | " + words(workload.status()) + " | "
                    + workload.admittedEdges() + "/" + workload.acceptedEdges() + " | " + workload.ingressTriples()
                    + " | " + workload.egressTriples() + " | " + workload.heldEdges() + " | " + warnings(workload)
                    + " |");
        }
    }

    /** Nobody saw what these need: a job that runs once a month may be among them. */
    private void withoutTraffic(List<Published> workloads) {
        if (workloads.isEmpty()) {
            return;
        }
        line("");
        line("## Workloads without traffic");
        line("");
        line(
                "Nothing was seen of these, so their policies close both directions. Look at each before it is applied: what"
                        + " runs once a month may not have run yet.");
        line("");
        workloads.forEach(one -> line("- " + cell(one.cluster()) + " " + name(one)));
    }

    private void withoutPolicy(List<Published> workloads) {
        if (workloads.isEmpty()) {
            return;
        }
        line("");
        line("## Workloads without a policy");
        line("");
        line("| cluster | workload | why | held edges | warnings |");
        line("| --- | --- | --- | ---: | --- |");
        for (Published workload : workloads) {
            line("| " + cell(workload.cluster()) + " | " + name(workload) + " | " + words(workload.status()) + " | "
                    + workload.heldEdges() + " | " + warnings(workload) + " |");
        }
    }

    private static String name(Published workload) {
        return cell(workload.namespace() + "/" + workload.kind() + "/" + workload.name());
    }

    private static String words(String status) {
        return cell(status.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String warnings(Published workload) {
        return cell(String.join("; ", workload.warnings()));
    }

    private void row(String what, long count) {
        line("| " + cell(what) + " | " + count + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    // Names and reasons come from outside: nothing in them may end a cell or become markup.
    private static String cell(String outside) {
        StringBuilder safe = new StringBuilder(outside.length());
        outside.chars().forEach(character -> {
            if (character < ' ' || character == 0x7f) {
                safe.append(' ');
                return;
            }
            if ("\\`*_[]<>|#!@&".indexOf(character) >= 0) {
                safe.append('\\');
            }
            safe.append((char) character);
        });
        return safe.toString();
    }
}
