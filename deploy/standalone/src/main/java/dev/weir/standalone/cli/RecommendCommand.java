package dev.weir.standalone.cli;

import dev.weir.formats.FlowDecoder;
import dev.weir.standalone.ExitCodes;
import dev.weir.standalone.flows.FlowFile;
import dev.weir.standalone.offline.OfflineResult;
import dev.weir.standalone.offline.OfflineRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir recommend}: from a file of flows to policies, in one process. */
@Command(
        name = "recommend",
        mixinStandardHelpOptions = true,
        description = {
            "Recommends policies from files of flow records, in one process, without Kafka or Flink.",
            "The policies are the same, byte for byte, as those of the Flink job over the same flows."
        })
public final class RecommendCommand implements Callable<Integer> {
    /** How the result is printed. */
    public enum Output {
        yaml,
        json,
        table
    }

    @Parameters(paramLabel = "FLOWS", arity = "1..*", description = "Files of flow records; - is standard input.")
    List<Path> flows = List.of();

    @Mixin
    FlowInput input = new FlowInput();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "yaml",
            description = "yaml (the policies), json (one document with evidence and report) or table. "
                    + "Default: ${DEFAULT-VALUE}.")
    Output output = Output.yaml;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            defaultValue = "kubernetes",
            description =
                    "Kind of the policies as YAML: kubernetes (NetworkPolicy), cilium (CiliumNetworkPolicy), calico "
                            + "(StagedNetworkPolicy: judged, not enforced), calico-enforced (Calico's NetworkPolicy) or cluster "
                            + "(ClusterNetworkPolicy in the Baseline tier). What a kind cannot say stands above each policy; what it "
                            + "closes more than the NetworkPolicy is told on standard error. Default: ${DEFAULT-VALUE}.")
    Dialect dialect = Dialect.KUBERNETES;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write DIR/<cluster>/<namespace>/<workload>.yaml, none longer than 400 lines (what is, goes on "
                            + "in <workload>.part2.yaml), and a report.")
    Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<FlowFile> files = input.flowFiles(flows);
        OfflineRun run = new OfflineRun(input.clusterName(), input.options(), input.admissionSettings(), Instant.now());
        if (input.hasInventory()) {
            run.inventory(input.inventoryEvents());
        }
        for (FlowFile file : files) {
            read(file, run);
        }
        OfflineResult result = run.finish();
        Results results = Results.of(result, dialect);
        if (!out.toString().isEmpty()) {
            results.writeTo(out);
        }
        System.out.print(results.print(output));
        System.out.flush();
        return results.everyReplayPassed() ? ExitCodes.OK : ExitCodes.FINDING;
    }

    private static void read(FlowFile file, OfflineRun run) throws IOException {
        FlowDecoder decoder = file.format().decoder();
        long now = System.currentTimeMillis() * 1_000_000;
        file.forEachLine((line, number) -> run.read(
                decoder,
                line,
                now,
                bad -> System.err.println(file.path() + ":" + number + ": " + bad.reason() + ": " + bad.detail())));
    }
}
