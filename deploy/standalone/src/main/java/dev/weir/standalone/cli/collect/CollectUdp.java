package dev.weir.standalone.cli.collect;

import dev.weir.collector.udp.UdpSettings;
import dev.weir.collector.udp.UdpSource;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir collect udp}. */
@Command(
        name = "udp",
        mixinStandardHelpOptions = true,
        description = {
            "Takes NetFlow v5, v9 and IPFIX from any number of exporters. Templates are kept for each exporter and domain;",
            "records before their template wait for it. What is lost on the way, by the kernel or here is counted and told."
        })
final class CollectUdp implements Callable<Integer> {
    private static final int MIB = 1024 * 1024;

    @Mixin
    Collecting collecting = new Collecting();

    @Option(
            names = "--udp",
            paramLabel = "HOST:PORT",
            defaultValue = ":4739",
            description = "Where datagrams are taken. Default: ${DEFAULT-VALUE}, which is IPFIX's on all addresses.")
    String udp = ":4739";

    @Option(
            names = "--socket-buffer",
            paramLabel = "MIB",
            defaultValue = "8",
            description = "The kernel's buffer; more than net.core.rmem_max is not given. Default: ${DEFAULT-VALUE}.")
    int socketMib = 8;

    @Option(
            names = "--queue",
            paramLabel = "MIB",
            defaultValue = "32",
            description = "Datagrams that wait to be decoded. Default: ${DEFAULT-VALUE}.")
    int queueMib = 32;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long records wait for their template. Default: ${DEFAULT-VALUE}.")
    int holdSeconds = 300;

    @Option(
            names = "--one-exporter-a-host",
            description =
                    "Whatever port of a host a datagram comes from, it is of the same exporter. For exporters that "
                            + "change their port.")
    boolean oneExporterAHost;

    @Override
    public Integer call() throws Exception {
        InetSocketAddress address = HostPort.parse("--udp", udp);
        UdpSettings settings = new UdpSettings(
                address,
                socketMib * MIB,
                (long) queueMib * MIB,
                UdpSettings.of(address).heldBytes(),
                Duration.ofSeconds(holdSeconds),
                !oneExporterAHost);
        return collecting.run(metrics -> {
            UdpSource source = new UdpSource(settings, metrics, Clock.systemUTC());
            System.err.println("weir: listening on UDP " + source.address());
            return source;
        });
    }
}
