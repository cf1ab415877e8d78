package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.Drift;
import dev.weir.policy.analyse.Drift.EdgeKind;
import dev.weir.policy.analyse.Drift.Finding;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.render.PolicyComments;
import dev.weir.policy.render.PolicyYaml;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

    @Option(
            names = "--spare",
            paramLabel = "DAYS",
            defaultValue = "31",
            description =
                    "How many days the flows must span before a rule that nobody used can go: a job that runs once a "
                            + "month leaves no flow in between. Default: ${DEFAULT-VALUE}.")
    int spareDays = 31;

    @Option(
            names = "--narrowed",
            paramLabel = "FILE",
            description = "Also write the policies that change when the unused rules that can go are taken out.")
    Path narrowed = Path.of("");

    @Mixin
    Form form = new Form();

    record Row(String kind, String sentence) {}

    @Override
    public Integer call() {
        if (!flows.isGiven()) {
            throw form.usage("Give the traffic to compare with: --flows FILE");
        }
        LoadedPolicies policies = input.policies();
        if (spareDays < 0) {
            throw form.usage("--spare is '" + spareDays + "'; give 0 days or more");
        }
        Drift drift =
                Drift.of(input.snapshot(), policies.set(), flows.edges(input.cluster), Duration.ofDays(spareDays));
        if (!narrowed.toString().isEmpty()) {
            write(drift.narrowed(policies.set()));
        }
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

    private void write(List<NetworkPolicy> policies) {
        String text = policies.stream()
                .map(policy -> PolicyYaml.write(policy, PolicyComments.NONE))
                .collect(Collectors.joining("---\n"));
        try {
            Files.writeString(narrowed, text);
        } catch (IOException e) {
            throw new BadInput("--narrowed '" + narrowed + "' cannot be written: " + e.getMessage());
        }
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
