package dev.weir.standalone.cli;

import dev.weir.collector.inventory.ClusterExport;
import dev.weir.standalone.ExitCodes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir inventory}: a snapshot of a live cluster, as a file. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Writes what a live cluster's API says of pods, controllers, services, endpoint slices, "
                + "namespaces, nodes and policies, for --inventory. Reads only.")
public final class InventoryCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Mixin
    ClusterAccess access = new ClusterAccess();

    @Option(names = "--to", paramLabel = "FILE", description = "Default: standard output.")
    Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (KubernetesClient client = access.connect();
                Writer out = writer()) {
            ClusterExport.Exported exported = new ClusterExport(client, PAGE).write(out);
            System.err.println("weir: " + exported.objects() + " objects");
            exported.refused()
                    .forEach((kind, status) -> System.err.println(
                            "weir: the API server refused " + kind + " with " + status + "; grant get and list on it"));
            return exported.refused().isEmpty() ? ExitCodes.OK : ExitCodes.FINDING;
        }
    }

    private Writer writer() throws IOException {
        return to.toString().isEmpty()
                ? new OutputStreamWriter(System.out, StandardCharsets.UTF_8)
                : Files.newBufferedWriter(to);
    }
}
