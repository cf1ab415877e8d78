package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.AttackSimulation;
import dev.weir.policy.analyse.AttackSimulation.Outcome;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.standalone.ExitCodes;
import dev.weir.v1.ObservedEdge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir attack}: what an intruder could reach. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = {
            "Tries what an intruder in each pod would try: other pods, the cloud's metadata, kubelet and etcd on nodes, "
                    + "and addresses outside that nobody was seen to use. Says which share is denied with no policies, "
                    + "with those of --policies and, if given, with those of --after.",
            "Connections of --flows are no attacks. Exit code 1 if less than --fail-below is denied in the end."
        })
public final class AttackCommand implements Callable<Integer> {

    @Mixin
    PolicyInput input = new PolicyInput();

    @Option(
            names = "--after",
            paramLabel = "FILE|DIR",
            description = "Compare the policies of --policies with these, and not with none.")
    Path after = Path.of("");

    @Mixin
    FlowsOption flows = new FlowsOption();

    @Option(
            names = "--fail-below",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "The least share of attempts that must be denied, 0 to 100. Default: ${DEFAULT-VALUE}.")
    double failBelow;

    @Mixin
    Form form = new Form();

    record Row(String attack, long attempts, double deniedBefore, double deniedAfter, List<String> stillOpen) {}

    @Override
    public Integer call() {
        Snapshot snapshot = input.snapshot();
        PolicySet given = input.policies().set();
        boolean comparing = !after.toString().isEmpty();
        PolicySet before = comparing ? given : new PolicySet(List.of(), List.of());
        PolicySet then = comparing ? Loaded.policies(after, "--after").set() : given;
        List<ObservedEdge> edges = flows.isGiven() ? flows.edges(input.cluster) : List.of();
        List<Outcome> outcomes =
                AttackSimulation.run(snapshot, before, then, edges).outcomes();
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"ATTACK", "ATTEMPTS", "DENIED BEFORE", "DENIED AFTER", "STILL OPEN, FOR EXAMPLE"});
        outcomes.forEach(it -> table.add(new String[] {
            it.attack().toString(),
            Long.toString(it.attempts()),
            percent(it.shareBefore()),
            percent(it.shareAfter()),
            it.examples().stream().findFirst().orElse("")
        }));
        form.print(
                outcomes.stream()
                        .map(it -> new Row(
                                it.attack().toString(),
                                it.attempts(),
                                it.shareBefore(),
                                it.shareAfter(),
                                it.examples()))
                        .toList(),
                table);
        boolean tooOpen =
                outcomes.stream().filter(it -> it.attempts() > 0).anyMatch(it -> it.shareAfter() * 100 < failBelow);
        return tooOpen ? ExitCodes.FINDING : ExitCodes.OK;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
