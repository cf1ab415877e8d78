package dev.weir.collector.inventory;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of an API server as a watcher sees: lists in pages, watches that go on where a version says, a history that may
 * be forgotten (410), watches that break or fall silent, and refusals.
 */
final class TestingApiServer extends Dispatcher implements AutoCloseable {
    // Held, because the log manager does not hold it. It would say every request.
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private record Change(long version, String path, String type, ObjectNode object) {}

    /** What is still to come of a list. */
    private record Rest(String path, long version, List<ObjectNode> objects) {}

    private record Watch(String path, WebSocket socket) {}

    private final MockWebServer server = new MockWebServer();
    private final Map<String, TreeMap<String, ObjectNode>> objects = new HashMap<>();
    private final Map<String, ObservedKind> kinds = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Map<String, Rest> rests = new HashMap<>();
    private final List<Change> history = new ArrayList<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    // A send waits for the server's only loop, which may be waiting for the lock: it must not hold it.
    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    private long version = 100;
    private long forgotten;
    private boolean mute;

    TestingApiServer() {
        REQUESTS.setLevel(Level.WARNING);
        for (ObservedKind kind : ObservedKind.watched()) {
            kinds.put(path(kind), kind);
            objects.put(path(kind), new TreeMap<>());
        }
        server.setDispatcher(this);
        server.start();
    }

    static String path(ObservedKind kind) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion() + "/" + kind.plural();
    }

    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://localhost:" + server.getPort())
                .withWatchReconnectInterval(5)
                .withRequestRetryBackoffInterval(5)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** Adds an object or changes it; its kind must be one that is watched. */
    synchronized void put(JsonNode object) {
        ObservedKind kind = kind(object);
        ObjectNode stored = (ObjectNode) object.deepCopy();
        ((ObjectNode) stored.path("metadata")).put("resourceVersion", Long.toString(++version));
        ObjectNode before = stored(path(kind)).put(key(stored), stored);
        change(path(kind), before == null ? "ADDED" : "MODIFIED", stored);
    }

    synchronized void delete(JsonNode object) {
        ObservedKind kind = kind(object);
        ObjectNode before = Objects.requireNonNull(stored(path(kind)).remove(key(object)), "no such object");
        ObjectNode last = before.deepCopy();
        ((ObjectNode) last.path("metadata")).put("resourceVersion", Long.toString(++version));
        change(path(kind), "DELETED", last);
    }

    /** From now on the kind's path answers with this status. */
    synchronized void refuse(String path, int status) {
        refusals.put(path, status);
    }

    /** Forgets what has happened until now: whoever was not told must list anew. */
    synchronized void forget() {
        history.clear();
        forgotten = version;
    }

    /** Ends every watch with 410 Gone. */
    synchronized void expireWatches() {
        forget();
        for (Watch watch : watches) {
            send(watch.socket, gone());
        }
        watches.clear();
    }

    synchronized void closeWatches() {
        watches.forEach(watch -> wire.execute(() -> watch.socket.close(1000, "closing")));
        watches.clear();
    }

    /** Watches stay open and say nothing, as behind a proxy that lost its way. */
    synchronized void setMute(boolean mute) {
        this.mute = mute;
    }

    /** Method and path of each request, without the query. */
    List<String> requests() {
        return requests;
    }

    int watchCount() {
        return watches.size();
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        URI uri = URI.create(request.getPath());
        requests.add(request.getMethod() + " " + uri.getPath());
        Integer refusal = kinds.containsKey(uri.getPath()) ? refusals.get(uri.getPath()) : Integer.valueOf(404);
        if (refusal != null) {
            return status(refusal);
        }
        Map<String, String> query = query(uri);
        if (query.containsKey("watch")) {
            return watch(uri.getPath(), Long.parseLong(query.getOrDefault("resourceVersion", "0")));
        }
        int limit = Integer.parseInt(query.getOrDefault("limit", "0"));
        Rest rest = rests.get(query.getOrDefault("continue", ""));
        return rest == null ? list(uri.getPath(), limit) : page(rest, limit);
    }

    @Override
    public void close() {
        wire.shutdownNow();
        server.shutdown();
    }

    private MockResponse list(String path, int limit) {
        return page(new Rest(path, version, List.copyOf(stored(path).values())), limit);
    }

    /** The next page of a list is of the time of its first, or refused when that time is forgotten. */
    private MockResponse page(Rest rest, int limit) {
        if (rest.version < forgotten) {
            return status(410);
        }
        int size = limit == 0 ? rest.objects.size() : Math.min(limit, rest.objects.size());
        ObservedKind kind = Objects.requireNonNull(kinds.get(rest.path));
        ObjectNode list =
                NODES.objectNode().put("apiVersion", kind.apiVersion()).put("kind", kind.kind() + "List");
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Long.toString(rest.version));
        if (size < rest.objects.size()) {
            String token = "t" + rests.size();
            rests.put(token, new Rest(rest.path, rest.version, rest.objects.subList(size, rest.objects.size())));
            metadata.put("continue", token);
        }
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : rest.objects.subList(0, size)) {
            ObjectNode item = object.deepCopy();
            // As the server does for its own kinds.
            item.remove(List.of("apiVersion", "kind"));
            items.add(item);
        }
        return new MockResponse().setResponseCode(200).setBody(list.toString());
    }

    private static MockResponse status(int code) {
        return new MockResponse()
                .setResponseCode(code)
                .setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":" + code + "}");
    }

    private MockResponse watch(String path, long since) {
        return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                open(path, since, socket);
            }
        });
    }

    private synchronized void open(String path, long since, WebSocket socket) {
        if (since < forgotten) {
            send(socket, gone());
            return;
        }
        for (Change change : history) {
            if (change.version > since && change.path.equals(path) && !mute) {
                send(socket, text(change));
            }
        }
        watches.add(new Watch(path, socket));
    }

    private void change(String path, String type, ObjectNode object) {
        Change change = new Change(version, path, type, object);
        history.add(change);
        for (Watch watch : watches) {
            if (watch.path.equals(path) && !mute) {
                send(watch.socket, text(change));
            }
        }
    }

    private TreeMap<String, ObjectNode> stored(String path) {
        return Objects.requireNonNull(objects.get(path), path);
    }

    private void send(WebSocket socket, String text) {
        wire.execute(() -> socket.send(text));
    }

    private static String text(Change change) {
        ObjectNode event = NODES.objectNode().put("type", change.type);
        event.set("object", change.object);
        return event.toString();
    }

    private static String gone() {
        return "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                + "\"reason\":\"Expired\",\"message\":\"too old resource version\",\"code\":410}}";
    }

    private static ObservedKind kind(JsonNode object) {
        return ObservedKind.of(
                        object.path("apiVersion").stringValue(""),
                        object.path("kind").stringValue(""))
                .orElseThrow();
    }

    private static String key(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").stringValue("") + "/"
                + metadata.path("name").stringValue("");
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String text = uri.getQuery();
        for (String part : (text == null ? "" : text).split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return query;
    }
}
