package dev.weir.standalone.cli.policies;

import dev.weir.policy.eval.OwnTraffic;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.ExitCodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code weir eval}: allowed or denied, and why. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Judges connections: one from --from, --to and --port, or many from --probes.",
            "A probe is a JSON object a line: {\"from\",\"to\",\"port\",\"protocol\"}. With -o json the answer is the "
                    + "same object, in the same order, with \"allowed\", \"ingress\", \"egress\" and \"because\"."
        })
public final class EvalCommand implements Callable<Integer> {

    /** What --expect asks for. */
    enum Expected {
        allowed,
        denied
    }

    @Mixin
    PolicyInput input = new PolicyInput();

    @Mixin
    ProbeOption one = new ProbeOption();

    @Option(names = "--probes", paramLabel = "FILE", description = "One probe a line; - is standard input.")
    Path probes = Path.of("");

    @Option(
            names = "--own-traffic",
            paramLabel = "HOW",
            defaultValue = "ALWAYS_ALLOWED",
            description = "The traffic of a pod with itself: ALWAYS_ALLOWED, as the API says, or BY_RULES, as some "
                    + "tools print it. Default: ${DEFAULT-VALUE}.")
    OwnTraffic ownTraffic = OwnTraffic.ALWAYS_ALLOWED;

    @Option(
            names = "--expect",
            paramLabel = "allowed|denied",
            description = "Exit with 1 unless every connection is judged so.")
    List<Expected> expected = List.of();

    @Mixin
    Form form = new Form();

    private record Answer(ProbeFile.Line line, Verdict verdict) {}

    @Override
    public Integer call() {
        List<ProbeFile.Line> lines = lines();
        Snapshot snapshot = input.snapshot();
        PolicySet policies = input.policies().set();
        PlainEvaluator evaluator =
                new PlainEvaluator(snapshot.cluster(), policies.policies(), policies.clusterPolicies(), ownTraffic);
        List<Answer> answers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ProbeFile.Line line : lines) {
            try {
                answers.add(new Answer(line, evaluator.verdict(line.probe())));
            } catch (IllegalArgumentException e) {
                problems.add(where(line) + e.getMessage() + "; see --cluster " + input.cluster);
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInput(problems.stream().limit(20).collect(Collectors.joining("\n")));
        }
        print(answers);
        boolean surprised = expected.stream().anyMatch(wanted -> answers.stream()
                .anyMatch(it -> it.verdict().allowed() != (wanted == Expected.allowed)));
        return surprised ? ExitCodes.FINDING : ExitCodes.OK;
    }

    private List<ProbeFile.Line> lines() {
        boolean many = !probes.toString().isEmpty();
        if (many == one.isGiven()) {
            throw form.usage("Give either --probes, or --from, --to and --port");
        }
        return many ? ProbeFile.read(probes) : List.of(line(one.probe(form)));
    }

    private static ProbeFile.Line line(Probe probe) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        written.put("from", probe.from().toString())
                .put("to", probe.to().toString())
                .put("port", probe.port())
                .put("protocol", probe.protocol().toString());
        return new ProbeFile.Line(0, written, probe);
    }

    private String where(ProbeFile.Line line) {
        return line.number() == 0 ? "" : probes + ": line " + line.number() + ": ";
    }

    private void print(List<Answer> answers) {
        List<ObjectNode> objects = answers.stream().map(EvalCommand::answer).toList();
        if (form.kind == Form.Kind.json) {
            Form.write(objects.stream().map(Form::line).collect(Collectors.joining()));
            return;
        }
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"FROM", "TO", "PORT", "PROTOCOL", "VERDICT", "BECAUSE"});
        answers.forEach(it -> table.add(new String[] {
            it.line().probe().from().toString(),
            it.line().probe().to().toString(),
            Integer.toString(it.line().probe().port()),
            it.line().probe().protocol().toString(),
            it.verdict().allowed() ? "allowed" : "denied",
            String.join("; ", because(it.verdict()))
        }));
        form.print(objects, table);
    }

    private static ObjectNode answer(Answer answer) {
        ObjectNode object = answer.line().written().deepCopy();
        Verdict verdict = answer.verdict();
        object.put("allowed", verdict.allowed())
                .put("ingress", verdict.ingress().allowed())
                .put("egress", verdict.egress().allowed());
        because(verdict).forEach(object.putArray("because")::add);
        return object;
    }

    private static List<String> because(Verdict verdict) {
        return List.of(
                "egress: " + verdict.egress().explain(),
                "ingress: " + verdict.ingress().explain());
    }
}
