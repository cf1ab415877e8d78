package dev.weir.standalone.cli.policies;

import dev.weir.policy.model.Snapshot;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The snapshot and the policies that every command of this package asks about. */
final class PolicyInput {

    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "FILE|DIR",
            description = "The cluster: what kubectl get namespaces,nodes,pods,deployments,replicasets,... -A -o "
                    + "yaml|json printed, or manifests. A folder is read with all below; - is standard input.")
    Path cluster = Path.of("");

    @Option(
            names = "--policies",
            required = true,
            paramLabel = "FILE|DIR",
            description = "NetworkPolicies and ClusterNetworkPolicies; the same forms.")
    Path policies = Path.of("");

    Snapshot snapshot() {
        return Loaded.snapshot(cluster, "--cluster");
    }

    LoadedPolicies policies() {
        return Loaded.policies(policies, "--policies");
    }
}
