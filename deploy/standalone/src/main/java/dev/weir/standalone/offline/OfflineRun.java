package dev.weir.standalone.offline;

import com.google.protobuf.ByteString;
import dev.weir.formats.BadRecord;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.policy.landscape.LandscapeBuilder;
import dev.weir.policy.landscape.Subjects;
import dev.weir.policy.recommend.Options;
import dev.weir.policy.recommend.Recommender;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.edge.ClientReview;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.traffic.edge.ToldNames;
import dev.weir.traffic.identity.InferredInventory;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.Strangers;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.traffic.sighting.SightingTable;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.NamesOfAddress;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.Sighting;
import dev.weir.v1.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the job does, in the order in which it does it. The inventory comes first, then flows in any order,
 * then {@link #finish()}. The result is the same, byte for byte, as that of the job over the same input.
 */
public final class OfflineRun {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    private static final int FOLDED_AT_ONCE = 300_000;
    private static final int WAITING_AT_ONCE = 1_000_000;
    private static final int STRANGERS = 500_000;

    private final Options options;
    private final AdmissionSettings admission;
    private final Instant now;
    private final SightingTable table;
    private final Inventory inventory = new Inventory(CLOCK_SKEW.toNanos());
    private final WaitingRoom room = new WaitingRoom(inventory, false, 0, WAITING_AT_ONCE, new Strangers(STRANGERS));
    private final List<InventoryEvent> given = new ArrayList<>();
    private final LandscapeBuilder landscape = new LandscapeBuilder();
    private final SortedMap<String, Subject> subjects = new TreeMap<>();
    private final SortedMap<String, ObservedEdge> edges = new TreeMap<>();
    private final SortedMap<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Map<ByteString, NamesOfAddress>> namesByClient = new HashMap<>();
    private final WaitingRoom.Output reduced = new Reduced();

    private record Subject(String cluster, Entity entity, Map<String, ObservedEdge> edges) {}

    /** Under the default settings, which know no approvals and so no time. */
    public OfflineRun(String cluster, Options options) {
        this(cluster, options, AdmissionSettings.defaults(), Instant.EPOCH);
    }

    /**
     * @param cluster the name that flows are filed under; empty = what they say themselves
     * @param options how policies are made
     * @param admission what evidence must show before it makes a rule
     * @param now the time at which approvals must still hold
     */
    public OfflineRun(String cluster, Options options, AdmissionSettings admission, Instant now) {
        this.admission = admission;
        this.now = now;
        this.table = new SightingTable(cluster, FOLDED_AT_ONCE);
        this.options = options;
    }

    /** Takes in the inventory. */
    public void inventory(Collection<InventoryEvent> events) {
        given.addAll(events);
        for (InventoryEvent event : events) {
            inventory.apply(event);
            landscape.apply(event);
            Subjects.of(event).ifPresent(entity -> subject(event.getCluster(), entity));
        }
    }

    /** Reads one record, or several in one piece. What is no record is counted and told to the sink. */
    public void read(FlowDecoder decoder, byte[] bytes, long readAtNs, DeadLetters deadLetters) {
        decoder.decode(bytes, 0, bytes.length, new DecodeSink() {
            @Override
            public void flow(FlowEvent event) {
                boolean timed = event.getEventTimeNs() > 0 || event.getIngestTimeNs() > 0;
                table.add(
                        timed
                                ? event
                                : event.toBuilder().setIngestTimeNs(readAtNs).build());
            }

            @Override
            public void bad(BadRecord bad) {
                table.dead(bad.reason().name(), decoder.format());
                deadLetters.bad(bad);
            }
        });
        if (table.isFull()) {
            flush();
        }
    }

    /** Told of every piece that was no record. */
    @FunctionalInterface
    public interface DeadLetters {
        void bad(BadRecord bad);
    }

    /** Ends all waiting and makes the recommendations. */
    public OfflineResult finish() {
        flush();
        room.retry(true, WaitingRoom.END_OF_TIME_MS, reduced);
        room.giveUp(Long.MAX_VALUE, WaitingRoom.END_OF_TIME_MS, reduced);
        SortedMap<String, ObservedEdge> judged = judged();
        judged.forEach((key, edge) -> {
            attach(key, edge, edge.getKey().getClient());
            attach(key, edge, edge.getKey().getServer());
        });
        Recommender recommender = new Recommender(landscape.build(), options);
        // No recommendation depends on another, and the stream keeps their order.
        List<Recommendation> recommendations = subjects.values().parallelStream()
                .map(subject -> recommender.recommend(subject.entity, subject.edges.values()).toBuilder()
                        .setGeneration(1)
                        .build())
                .toList();
        return new OfflineResult(List.copyOf(judged.values()), recommendations, List.copyOf(tallies.values()), given);
    }

    /** Sweeps show themselves only in all edges of a client together. */
    private SortedMap<String, ObservedEdge> judged() {
        Map<String, List<ObservedEdge>> byClient = new TreeMap<>();
        edges.values()
                .forEach(edge -> byClient.computeIfAbsent(TopicKeys.clientKey(edge.getKey()), key -> new ArrayList<>())
                        .add(edge));
        SortedMap<String, ObservedEdge> judged = new TreeMap<>();
        byClient.values().forEach(ofClient -> ClientReview.review(ofClient, admission)
                .forEach(edge -> judged.put(
                        TopicKeys.edgeKey(edge.getKey()), admission.approvals().release(named(edge), now))));
        return judged;
    }

    private ObservedEdge named(ObservedEdge edge) {
        return ToldNames.named(
                edge,
                namesByClient
                        .getOrDefault(TopicKeys.clientKey(edge.getKey()), Map.of())
                        .get(ToldNames.addressOf(edge.getKey())));
    }

    private void told(ObservedEdge name) {
        Map<ByteString, NamesOfAddress> names =
                namesByClient.computeIfAbsent(TopicKeys.clientKey(name.getKey()), key -> new HashMap<>());
        ByteString address = name.getKey().getServer().getIp();
        if (names.containsKey(address) || names.size() < ToldNames.ADDRESSES_PER_CLIENT) {
            names.put(address, ToldNames.merge(names.get(address), name));
        }
    }

    private void flush() {
        table.flush(
                sighting -> {
                    infer(sighting);
                    room.enter(sighting, 0, reduced);
                },
                reduced::tally);
    }

    private void infer(Sighting sighting) {
        List<InventoryEvent> inferred =
                new ArrayList<>(InferredInventory.of(sighting.getCluster(), sighting.getClient()));
        inferred.addAll(InferredInventory.of(sighting.getCluster(), sighting.getServer()));
        for (InventoryEvent event : inferred) {
            inventory.apply(event);
            landscape.apply(event);
        }
    }

    private void attach(String key, ObservedEdge edge, Entity entity) {
        if (entity.getKind() == EntityKind.ENTITY_WORKLOAD) {
            subject(edge.getKey().getCluster(), entity).edges.put(key, edge);
        }
    }

    private Subject subject(String cluster, Entity entity) {
        return subjects.computeIfAbsent(
                TopicKeys.recommendationKey(cluster, entity), key -> new Subject(cluster, entity, new TreeMap<>()));
    }

    private final class Reduced implements WaitingRoom.Output {
        @Override
        public void edge(ObservedEdge delta) {
            if (ToldNames.isName(delta.getKey())) {
                told(delta);
                return;
            }
            edges.merge(
                    TopicKeys.edgeKey(delta.getKey()),
                    EdgeReducer.reduce(null, delta, admission),
                    (state, first) -> EdgeReducer.reduce(state, delta, admission));
        }

        @Override
        public void tally(Tally tally) {
            tallies.merge(TopicKeys.tallyKey(tally), tally, (sum, more) -> sum.toBuilder()
                    .setCount(sum.getCount() + more.getCount())
                    .build());
        }
    }
}
