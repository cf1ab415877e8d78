package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.Drift;
import dev.weir.policy.analyse.Drift.EdgeKind;
import dev.weir.policy.analyse.Drift.Finding;
import dev.weir.standalone.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir drift}: where the policies in force and the traffic disagree. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the policies in force with recorded flows: PERMITTED, ESCAPED (observed although denied), "
                    + "REJECTED (tried and denied), UNJUDGED; and rules that are UNUSED, BROAD, OVERSHADOWED or IDLE.",
            "Exit code 1 if they disagree."
        })
public final class DriftCommand implements Callable<Integer> {

    @Mixin
    PolicyInput input = new PolicyInput();

    @Mixin
    FlowsOption flows = new FlowsOption();

    @Option(names = "--all", description = "Also list what is permitted, and what cannot be judged.")
    boolean all;

    @Mixin
    Form form = new Form();

    record Row(String kind, String sentence) {}

    @Override
    public Integer call() {
        if (!flows.isGiven()) {
            throw form.usage("Give the traffic to compare with: --flows FILE");
        }
        LoadedPolicies policies = input.policies();
        Drift drift = Drift.of(input.snapshot(), policies.set(), flows.edges(input.cluster));
        List<Finding> shown = all ? drift.findings() : drift.disagreements();
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"KIND", "WHAT"});
        shown.forEach(it -> table.add(new String[] {kind(it), it.sentence()}));
        form.print(
                shown.stream().map(it -> new Row(kind(it), it.sentence())).toList(),
                table,
                shown.stream().map(it -> sarif(it, policies)).toList());
        return drift.disagreements().isEmpty() ? ExitCodes.OK : ExitCodes.FINDING;
    }

    private static String kind(Finding finding) {
        return finding instanceof Finding.AboutEdge about
                ? about.kind().toString()
                : ((Finding.AboutRule) finding).finding().kind().toString();
    }

    private static Sarif.Finding sarif(Finding finding, LoadedPolicies policies) {
        if (finding instanceof Finding.AboutRule about) {
            return RuleRow.sarif(about.finding(), policies);
        }
        EdgeKind kind = ((Finding.AboutEdge) finding).kind();
        return new Sarif.Finding(
                kind.toString(), level(kind), finding.sentence(), finding.sentence(), Optional.empty());
    }

    private static Sarif.Level level(EdgeKind kind) {
        return switch (kind) {
            case ESCAPED -> Sarif.Level.error;
            case REJECTED -> Sarif.Level.warning;
            case PERMITTED, UNJUDGED -> Sarif.Level.note;
        };
    }
}
