package dev.weir.standalone.cli.collect;

import dev.weir.collector.stream.StreamSettings;
import dev.weir.collector.stream.StreamSource;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir collect hubble}. */
@Command(
        name = "hubble",
        mixinStandardHelpOptions = true,
        description = {
            "Follows the flows of Cilium's Hubble by gRPC, from Hubble Relay or one node's agent. A stream that breaks is",
            "opened again where it ended; what the server has forgotten by then is told as a loss. When Kafka does not",
            "keep up, the server waits, and says itself what it loses."
        })
final class CollectHubble implements Callable<Integer> {
    @Mixin
    Collecting collecting = new Collecting();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "hubble-relay.kube-system:80",
            description = "Hubble Relay's service. Default: ${DEFAULT-VALUE}.")
    String server = "hubble-relay.kube-system:80";

    @Override
    public Integer call() throws Exception {
        StreamSettings settings = stream.settings(server);
        return collecting.run(metrics -> StreamSource.hubble(settings, metrics, Clock.systemUTC()));
    }
}
