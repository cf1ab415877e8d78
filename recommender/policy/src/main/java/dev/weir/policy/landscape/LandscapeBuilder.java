package dev.weir.policy.landscape;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Node;
import dev.weir.v1.InventoryEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Keeps the {@link Landscape} of one cluster up to date. Building again costs as much as the namespaces that changed since; the others
 * are shared with the landscape before. Not for use by two threads at once.
 *
 * <p>Of one object the newest event holds: by creation, then by end, then by resource version; if these say nothing,
 * the one that came last. Of the pods that are gone only one for each workload is kept, for its labels.
 */
public final class LandscapeBuilder {

    /** Where objects without a namespace are kept. */
    private static final String CLUSTER = "";

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final Map<String, SortedMap<ObjectKey, InventoryEvent>> objects = new HashMap<>();
    private final Map<String, SortedMap<String, InventoryEvent>> gone = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private String clusterName = "";
    private SortedMap<String, KnownNamespace> namespaces = new TreeMap<>();
    private SortedMap<String, Node> nodes = new TreeMap<>();
    private ApiServer apiServer = new ApiServer(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    private final Map<String, SortedSet<Cidr>> ranges = new HashMap<>();
    private Standing clusterWide = Standing.read(List.of());
    private SortedSet<ApiCallback> callbacks = new TreeSet<>();

    /** Takes in one event; one that says nothing of an object is passed over. */
    public void apply(InventoryEvent event) {
        if (event.hasSnapshotComplete() || event.getBodyCase() == InventoryEvent.BodyCase.BODY_NOT_SET) {
            return;
        }
        String shard = ObjectKey.shard(event);
        ObjectKey key = ObjectKey.of(event);
        SortedMap<ObjectKey, InventoryEvent> known = objects.computeIfAbsent(shard, it -> new TreeMap<>());
        InventoryEvent before = known.get(key);
        if (before != null && (before.equals(event) || EventAge.isOlder(event, before))) {
            return;
        }
        changed.add(shard);
        clusterName = event.getCluster().isEmpty() ? clusterName : event.getCluster();
        if (event.hasPod() && isGone(event)) {
            known.remove(key);
            gone.computeIfAbsent(shard, it -> new TreeMap<>()).merge(owner(event), event, LandscapeBuilder::newer);
            return;
        }
        known.put(key, event);
    }

    /**
     * Forgets an object, as a record without value on the inventory topic asks for.
     *
     * @param namespace empty for what lies in none
     * @param uid as in the event; may be empty
     */
    public void remove(String kind, String namespace, String name, String uid) {
        String shard = kind.equals("Namespace") ? name : namespace;
        Predicate<InventoryEvent> meant = event -> event.getKind().equals(kind)
                && event.getName().equals(name)
                && event.getUid().equals(uid);
        boolean known = objects.getOrDefault(shard, new TreeMap<>()).values().removeIf(meant);
        boolean remembered = gone.getOrDefault(shard, new TreeMap<>()).values().removeIf(meant);
        if (known || remembered) {
            changed.add(shard);
        }
    }

    /** The landscape after everything taken in so far. */
    public Landscape build() {
        if (!changed.isEmpty()) {
            SortedMap<String, KnownNamespace> next = new TreeMap<>(namespaces);
            changed.forEach(shard -> refresh(shard, next));
            namespaces = next;
            changed.clear();
        }
        SortedSet<Cidr> allRanges = new TreeSet<>();
        ranges.values().forEach(allRanges::addAll);
        return new Landscape(clusterName, namespaces, nodes, apiServer, callbacks, clusterWide, allRanges);
    }

    private void refresh(String shard, SortedMap<String, KnownNamespace> next) {
        Collection<InventoryEvent> events =
                objects.getOrDefault(shard, new TreeMap<>()).values();
        ranges.put(shard, ClusterReader.ranges(events));
        if (shard.equals(CLUSTER)) {
            nodes = ClusterReader.nodes(events);
            clusterWide = ClusterReader.clusterPolicies(events);
            callbacks = ClusterReader.callbacks(events);
            return;
        }
        if (shard.equals(ApiServer.NAMESPACE)) {
            apiServer = ClusterReader.apiServer(events);
        }
        Collection<InventoryEvent> left =
                gone.getOrDefault(shard, new TreeMap<>()).values();
        next.put(shard, NamespaceReader.read(shard, events, left));
    }

    private static boolean isGone(InventoryEvent event) {
        return event.getValidToNs() != 0 || ENDED.contains(event.getPod().getPhase());
    }

    /** INVARIANT: '/' is in no name, so two owners never share a key. A pod without an owner is its own. */
    private static String owner(InventoryEvent event) {
        String name = event.getPod().getWorkloadName();
        return event.getPod().getWorkloadKind() + "/" + (name.isEmpty() ? event.getName() : name);
    }

    private static InventoryEvent newer(InventoryEvent one, InventoryEvent other) {
        return EventAge.ORDER.compare(one, other) < 0 ? other : one;
    }
}
