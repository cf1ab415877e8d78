package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.Connectivity;
import dev.weir.standalone.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir list}: every allowed connection. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists all connections that policies allow in a cluster, by workload.",
            "As JSON: an array of {\"src\",\"dst\",\"protocol\",\"ports\":[[from,to]...]}; protocol is \"all\" where "
                    + "every port of every protocol is open. Addresses outside are ranges."
        })
public final class ListCommand implements Callable<Integer> {

    @Mixin
    PolicyInput input = new PolicyInput();

    @Mixin
    Form form = new Form();

    @Option(names = "--nodes", description = "List nodes too, as pods on other nodes see them.")
    boolean nodes;

    @Override
    public Integer call() {
        Connectivity all = Connectivity.of(input.snapshot(), input.policies().set());
        Connectivity shown = nodes ? all : all.withoutNodes();
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"SOURCE", "DESTINATION", "PORTS"});
        shown.connections().stream().flatMap(it -> Row.table(it)).forEach(table::add);
        form.print(Row.of(shown.connections()), table);
        return ExitCodes.OK;
    }
}
