package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.Explanation;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.ExitCodes;
import dev.weir.v1.ObservedEdge;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir explain}: why, in sentences. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says in sentences why a connection passes or not, and which flows are evidence of it.")
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    PolicyInput input = new PolicyInput();

    @Mixin
    ProbeOption connection = new ProbeOption();

    @Mixin
    FlowsOption flows = new FlowsOption();

    @Mixin
    Form form = new Form();

    record Answer(String from, String to, int port, String protocol, boolean allowed, List<String> sentences) {}

    @Override
    public Integer call() {
        Probe probe = connection.probe(form);
        Snapshot snapshot = input.snapshot();
        PolicySet policies = input.policies().set();
        List<ObservedEdge> edges = flows.isGiven() ? flows.edges(input.cluster) : List.of();
        Explanation why = explain(snapshot, policies, probe, edges);
        if (form.kind == Form.Kind.table) {
            Form.write(String.join("\n", why.sentences()) + "\n");
            return ExitCodes.OK;
        }
        form.print(
                new Answer(
                        probe.from().toString(),
                        probe.to().toString(),
                        probe.port(),
                        probe.protocol().toString(),
                        why.verdict().allowed(),
                        why.sentences()),
                List.of());
        return ExitCodes.OK;
    }

    private Explanation explain(Snapshot snapshot, PolicySet policies, Probe probe, List<ObservedEdge> edges) {
        try {
            return Explanation.of(snapshot, policies, probe, edges);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage() + "; see --cluster " + input.cluster);
        }
    }
}
