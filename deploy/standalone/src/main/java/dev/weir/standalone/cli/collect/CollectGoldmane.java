package dev.weir.standalone.cli.collect;

import dev.weir.collector.stream.StreamSettings;
import dev.weir.collector.stream.StreamSource;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir collect goldmane}. */
@Command(
        name = "goldmane",
        mixinStandardHelpOptions = true,
        description = {
            "Follows the flows that Calico's Goldmane gathers (from 3.30), by gRPC. It wants a client's certificate of",
            "Calico's own authority. A flow is of 15 seconds and tells neither addresses nor single pods."
        })
final class CollectGoldmane implements Callable<Integer> {
    @Mixin
    Collecting collecting = new Collecting();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "goldmane.calico-system:7443",
            description = "Goldmane's service. Default: ${DEFAULT-VALUE}.")
    String server = "goldmane.calico-system:7443";

    @Override
    public Integer call() throws Exception {
        StreamSettings settings = stream.settings(server);
        return collecting.run(metrics -> StreamSource.goldmane(settings, metrics, Clock.systemUTC()));
    }
}
