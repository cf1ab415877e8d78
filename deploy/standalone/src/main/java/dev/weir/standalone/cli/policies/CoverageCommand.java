package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.Coverage;
import dev.weir.policy.analyse.Coverage.NamespaceCoverage;
import dev.weir.policy.analyse.Coverage.WorkloadCoverage;
import dev.weir.policy.analyse.RuleFinding;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Snapshot;
import dev.weir.standalone.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir coverage}: who is not isolated, and which rules deserve a look. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Says by namespace and workload who is isolated, and which rules are broad, idle, overshadowed or, with "
                    + "--flows, unused. Exit code 1 if there is anything to say."
        })
public final class CoverageCommand implements Callable<Integer> {

    @Mixin
    PolicyInput input = new PolicyInput();

    @Mixin
    FlowsOption flows = new FlowsOption();

    @Mixin
    Form form = new Form();

    record Workload(String workload, int pods, int ingressIsolated, int egressIsolated) {}

    record Answer(List<NamespaceCoverage> namespaces, List<Workload> workloads, List<RuleRow> rules) {}

    @Override
    public Integer call() {
        Snapshot snapshot = input.snapshot();
        LoadedPolicies policies = input.policies();
        Coverage coverage = flows.isGiven()
                ? Coverage.of(snapshot, policies.set(), flows.edges(input.cluster))
                : Coverage.of(snapshot, policies.set());
        List<Sarif.Finding> findings = findings(coverage, policies);
        form.print(answer(coverage), table(coverage), findings);
        return findings.isEmpty() ? ExitCodes.OK : ExitCodes.FINDING;
    }

    private static Answer answer(Coverage coverage) {
        return new Answer(
                coverage.namespaces(),
                coverage.workloads().stream()
                        .map(it -> new Workload(
                                it.workload().toString(), it.pods(), it.ingressIsolated(), it.egressIsolated()))
                        .toList(),
                coverage.rules().stream().map(RuleRow::of).toList());
    }

    private static List<String[]> table(Coverage coverage) {
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"NAMESPACE", "WORKLOAD OR RULE", "INGRESS", "EGRESS", "FINDING"});
        for (NamespaceCoverage it : coverage.namespaces()) {
            String score = "score " + it.score();
            table.add(new String[] {
                it.namespace(),
                "",
                it.ingressIsolated() + "/" + it.workloads(),
                it.egressIsolated() + "/" + it.workloads(),
                score
            });
        }
        for (WorkloadCoverage it : coverage.workloads()) {
            table.add(new String[] {
                it.workload().namespace(),
                it.workload().toString(),
                it.ingressIsolated() + "/" + it.pods(),
                it.egressIsolated() + "/" + it.pods(),
                ""
            });
        }
        for (RuleFinding it : coverage.rules()) {
            table.add(new String[] {
                it.rule().namespace().orElse(""), it.rule().toString(), "", "", it.kind() + ": " + it.sentence()
            });
        }
        return table;
    }

    private static List<Sarif.Finding> findings(Coverage coverage, LoadedPolicies policies) {
        List<Sarif.Finding> findings = new ArrayList<>();
        for (WorkloadCoverage it : coverage.workloads()) {
            for (Direction direction : Direction.values()) {
                if (!it.isIsolated(direction)) {
                    String name = it.workload().toString();
                    String message = name + " has pods whose "
                            + direction.text().toLowerCase(Locale.ROOT) + " no policy isolates";
                    findings.add(new Sarif.Finding(
                            "NOT_ISOLATED_" + direction, Sarif.Level.warning, message, name, Optional.empty()));
                }
            }
        }
        coverage.rules().forEach(it -> findings.add(RuleRow.sarif(it, policies)));
        return findings;
    }
}
