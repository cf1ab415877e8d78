package dev.weir.collector.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /livez}, {@code /readyz} and {@code /metrics}; {@code ?verbose} lists every check, as the Kubernetes API
 * server's own endpoints do. Reads only, and says nothing of any workload, so it needs no credentials.
 */
public final class HealthServer implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private record Answer(int status, String type, String body) {}

    @FunctionalInterface
    private interface Page {
        Answer answer(boolean verbose);
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to serve.
     *
     * @param address port 0 takes any that is free
     * @param live what must hold for the process to be worth keeping
     * @param ready what must hold besides for flows to arrive
     * @throws IOException if the address cannot be had
     */
    public static HealthServer start(
            InetSocketAddress address, List<Check> live, List<Check> ready, PrometheusMeterRegistry metrics)
            throws IOException {
        HttpServer server = bind(address);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "weir-health");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        page(server, "/livez", verbose -> health(live, verbose));
        page(server, "/readyz", verbose -> health(ready, verbose));
        page(server, "/metrics", verbose -> new Answer(OK, PROMETHEUS, metrics.scrape()));
        server.start();
        return new HealthServer(server, threads);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException taken) {
            throw new IOException("cannot listen on \"" + address + "\": " + taken.getMessage(), taken);
        }
    }

    private static void page(HttpServer server, String path, Page page) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, path, page));
            }
        });
    }

    private static Answer answer(HttpExchange exchange, String path, Page page) {
        if (!exchange.getRequestMethod().equals("GET")) {
            return new Answer(NOT_ALLOWED, TEXT, "only GET\n");
        }
        // A context serves everything below its path, too.
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return new Answer(NOT_FOUND, TEXT, "not found\n");
        }
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return page.answer(query.startsWith("verbose"));
    }

    private static Answer health(List<Check> checks, boolean verbose) {
        StringBuilder lines = new StringBuilder();
        boolean healthy = true;
        for (Check check : checks) {
            Optional<String> problem = check.problem().get();
            healthy &= problem.isEmpty();
            problem.ifPresentOrElse(
                    text -> lines.append("[-]")
                            .append(check.name())
                            .append(": ")
                            .append(text)
                            .append('\n'),
                    () -> lines.append("[+]").append(check.name()).append(" ok\n"));
        }
        String summary = healthy ? "ok\n" : "not ok\n";
        return new Answer(healthy ? OK : UNAVAILABLE, TEXT, verbose || !healthy ? lines + summary : summary);
    }

    private static void send(HttpExchange exchange, Answer answer) {
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        try (OutputStream out = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(answer.status, body.length);
            out.write(body);
        } catch (IOException gone) {
            // The server closes the exchange and goes on.
            throw new UncheckedIOException(gone);
        }
    }
}
