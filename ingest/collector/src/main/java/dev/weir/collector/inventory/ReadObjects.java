package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the objects of files and makes one inventory of them, in an order that is not the files'. */
final class ReadObjects {
    private final String cluster;
    private final KubernetesObjects mapping;
    private final Snapshot snapshot = new Snapshot();
    private final TreeSet<Problem> problems = new TreeSet<>();
    private final SortedMap<String, Integer> skipped = new TreeMap<>();
    private final Map<String, List<InventoryEvent>> endpoints = new HashMap<>();

    ReadObjects(String cluster) {
        this.cluster = cluster;
        this.mapping = new KubernetesObjects(cluster);
    }

    void problem(String file, int document, String path, String message, String hint) {
        problems.add(new Problem(file, document, "", path, "", message, hint));
    }

    /** Takes the objects of one file. */
    Documents.Sink in(String file) {
        return new Documents.Sink() {
            @Override
            public void object(int document, String path, ObjectNode object) {
                take(file, document, path, object);
            }

            @Override
            public void problem(int document, String path, String message, String hint) {
                ReadObjects.this.problem(file, document, path, message, hint);
            }
        };
    }

    InventoryRead done() {
        // A cluster keeps Endpoints as a copy of the slices, for old programs.
        endpoints.forEach((service, events) -> {
            if (!snapshot.hasSlice(service)) {
                events.forEach(snapshot::put);
            }
        });
        List<InventoryEvent> events = new ArrayList<>(snapshot.events());
        events.add(KubernetesObjects.complete(cluster, events.size()));
        return new InventoryRead(events, List.copyOf(problems), skipped);
    }

    private void take(String file, int document, String path, ObjectNode tree) {
        String apiVersion = tree.path("apiVersion").stringValue("");
        String kind = tree.path("kind").stringValue("");
        Optional<ObservedKind> known = ObservedKind.of(apiVersion, kind);
        if (known.isEmpty()) {
            skipped.merge(apiVersion + " " + kind, 1, Integer::sum);
            return;
        }
        String object = name(kind, tree);
        Remarks remarks = (field, value, message, hint) ->
                problems.add(new Problem(file, document, object, join(path, field), value, message, hint));
        Collection<InventoryEvent> events = ObjectReader.read(known.get(), tree, remarks)
                .map(read -> mapping.events(known.get(), read, remarks))
                .orElse(List.of());
        for (InventoryEvent event : events) {
            if (kind.equals("Endpoints")) {
                endpoints
                        .computeIfAbsent(event.getNamespace() + "/" + event.getName(), service -> new ArrayList<>())
                        .add(event);
            } else if (!snapshot.put(event)) {
                remarks.add("", "", "is there twice and differs", "the newer one counts, by resourceVersion");
            }
        }
    }

    private static String name(String kind, ObjectNode tree) {
        String namespace = tree.path("metadata").path("namespace").stringValue("");
        String name = tree.path("metadata").path("name").stringValue("");
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    private static String join(String path, String field) {
        return path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
    }
}
