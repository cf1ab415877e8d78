package dev.weir.standalone.cli.collect;

import dev.weir.collector.serve.Check;
import dev.weir.collector.serve.HealthServer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a process tells how it is. */
final class HealthOption {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Serve /livez, /readyz (both with ?verbose) and /metrics for Prometheus there. Port 0 takes a "
                            + "free one. Default: nowhere.")
    String listen = "";

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Begins to serve, if that is wanted. */
    Optional<HealthServer> serve(List<Check> live, List<Check> ready) throws IOException {
        if (listen.isEmpty()) {
            return Optional.empty();
        }
        // Lives as long as the process does.
        new JvmGcMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        HealthServer server = HealthServer.start(HostPort.parse("--listen", listen), live, ready, registry);
        InetSocketAddress address = server.address();
        System.err.println("weir: health and metrics at http://" + address.getHostString() + ":" + address.getPort());
        return Optional.of(server);
    }
}
