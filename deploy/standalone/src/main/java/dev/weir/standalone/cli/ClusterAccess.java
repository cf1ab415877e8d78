package dev.weir.standalone.cli;

import dev.weir.standalone.BadInput;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster is meant, in kubectl's words. */
public final class ClusterAccess {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Default: as kubectl finds it.")
    Path kubeconfig = Path.of("");

    @Option(names = "--context", paramLabel = "NAME", description = "Default: the current context.")
    String context = "";

    /** A client of it; whoever asks closes it. */
    public KubernetesClient connect() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    private Config config() {
        if (kubeconfig.toString().isEmpty()) {
            return Config.autoConfigure(context.isEmpty() ? null : context);
        }
        if (!Files.isReadable(kubeconfig)) {
            throw new BadInput("'" + kubeconfig + "' cannot be read; give a kubeconfig with --kubeconfig");
        }
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        if (context.isEmpty()) {
            return config;
        }
        boolean known = config.getContexts().stream().anyMatch(one -> context.equals(one.getName()));
        if (!known) {
            throw new BadInput("'" + kubeconfig + "' has no context '" + context + "'");
        }
        return new ConfigBuilder(Config.autoConfigure(context)).build();
    }
}
