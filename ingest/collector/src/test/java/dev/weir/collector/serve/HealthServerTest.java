package dev.weir.collector.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.intake.CollectorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthServerTest {
    private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<HealthServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        List<Check> live = List.of(new Check("thread", Optional::empty));
        List<Check> ready = List.of(new Check("thread", Optional::empty), new Check("kafka", problem::get));
        server = Optional.of(HealthServer.start(loopback(0), live, ready, registry));
    }

    @AfterEach
    void stop() {
        server.ifPresent(HealthServer::close);
    }

    @Test
    void problemMakesItUnreadyAndNotDead() throws Exception {
        assertThat(get("/readyz").body()).isEqualTo("ok\n");

        problem.set(Optional.of("no broker"));

        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("[+]thread ok", "[-]kafka: no broker", "not ok");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void everyCheckIsListedOnRequest() throws Exception {
        assertThat(get("/readyz?verbose").body()).isEqualTo("[+]thread ok\n[+]kafka ok\nok\n");
    }

    @Test
    void metricsAreWhatPrometheusReads() throws Exception {
        CollectorMetrics metrics = new CollectorMetrics(registry);
        metrics.taken(1000);
        metrics.lost("PERF_EVENT_RING_BUFFER", 7);
        metrics.lost("whatever a record says", 0);

        assertThat(get("/metrics").body())
                .contains("weir_collector_flows_total 1.0")
                .contains("weir_collector_lost_events_total{where=\"PERF_EVENT_RING_BUFFER\"} 7.0")
                .contains("weir_collector_lost_events_total{where=\"OTHER\"} 1.0")
                .contains("weir_collector_last_event_timestamp_seconds 1.0");
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/livez/more").statusCode()).isEqualTo(404);
        HttpRequest post = request("/livez").POST(BodyPublishers.noBody()).build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void takenAddressIsSaid() {
        int port = server.orElseThrow().address().getPort();

        assertThatThrownBy(() -> HealthServer.start(loopback(port), List.of(), List.of(), registry))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        int port = server.orElseThrow().address().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
