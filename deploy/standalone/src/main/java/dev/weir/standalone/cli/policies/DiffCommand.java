package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.AllowedConnections;
import dev.weir.policy.analyse.ConnectivityDiff;
import dev.weir.policy.analyse.WorkloadDiff;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import dev.weir.standalone.ExitCodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir diff}: connections gained and lost. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Says which connections a change of policies opens and closes. Exit code 1 if there are any.",
            "With --after-cluster: compares two clusters by workload, for example a test cluster and the real one."
        })
public final class DiffCommand implements Callable<Integer> {

    @Mixin
    PolicyInput input = new PolicyInput();

    @Option(
            names = {"--after", "--against"},
            required = true,
            paramLabel = "FILE|DIR",
            description = "The policies to compare with those of --policies.")
    Path after = Path.of("");

    @Option(
            names = "--after-cluster",
            paramLabel = "FILE|DIR",
            description = "The cluster that the policies of --after are for. Default: that of --cluster.")
    Path afterCluster = Path.of("");

    @Mixin
    Form form = new Form();

    record Answer(List<Row> gained, List<Row> lost, List<String> addedWorkloads, List<String> removedWorkloads) {}

    @Override
    public Integer call() {
        Snapshot snapshot = input.snapshot();
        PolicySet before = input.policies().set();
        PolicySet then = Loaded.policies(after, "--after").set();
        if (afterCluster.toString().isEmpty()) {
            ConnectivityDiff diff = ConnectivityDiff.of(snapshot, before, then);
            return answer(new WorkloadDiff(diff.gained(), diff.lost(), List.of(), List.of()));
        }
        return answer(WorkloadDiff.of(snapshot, before, Loaded.snapshot(afterCluster, "--after-cluster"), then));
    }

    private int answer(WorkloadDiff diff) {
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"CHANGE", "SOURCE", "DESTINATION", "PORTS"});
        add(diff.gained(), "gained", table);
        add(diff.lost(), "lost", table);
        diff.added().forEach(it -> table.add(new String[] {"added", it.toString(), "", ""}));
        diff.removed().forEach(it -> table.add(new String[] {"removed", it.toString(), "", ""}));
        form.print(
                new Answer(Row.of(diff.gained()), Row.of(diff.lost()), names(diff.added()), names(diff.removed())),
                table);
        return diff.isEmpty() ? ExitCodes.OK : ExitCodes.FINDING;
    }

    private static void add(List<AllowedConnections> connections, String change, List<String[]> table) {
        connections.stream().flatMap(it -> Row.table(it, change)).forEach(table::add);
    }

    private static List<String> names(List<Workload> workloads) {
        return workloads.stream().map(Workload::toString).toList();
    }
}
