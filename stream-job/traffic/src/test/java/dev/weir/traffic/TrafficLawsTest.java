package dev.weir.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.traffic.edge.ToldNames;
import dev.weir.traffic.identity.InferredInventory;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.Strangers;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.traffic.sighting.SightingTable;
import dev.weir.v1.Admission;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EntityKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.NamesOfAddress;
import dev.weir.v1.Observation;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Sighting;
import dev.weir.v1.SnapshotComplete;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Tally;
import dev.weir.v1.TallyKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** The laws of the traffic library, on traffic drawn at random: order, splitting, repetition and accounting. */
class TrafficLawsTest {
    private static final long SECOND = 1_000_000_000L;

    /** Tried as often as the laws of the policy core, whose bytes rest on it (docs/laws.md). */
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anyOrderAndAnySplitGivesTheSameEdges(@ForAll Random random) {
        List<FlowEvent> flows = flows(random);

        SortedMap<String, ObservedEdge> whole = new Run(10_000).all(flows).edges;

        List<FlowEvent> shuffled = new ArrayList<>(flows);
        Collections.shuffle(shuffled, random);
        SortedMap<String, ObservedEdge> split = new Run(1 + random.nextInt(5)).all(shuffled).edges;
        assertThat(split).isEqualTo(whole);
    }

    @Property(tries = 100)
    void theSameRecordsTwiceChangeOnlyCounters(@ForAll @LongRange(min = 0) long seed) {
        List<FlowEvent> flows = flows(new Random(seed));
        List<FlowEvent> doubled = new ArrayList<>(flows);
        doubled.addAll(flows);

        SortedMap<String, ObservedEdge> once = new Run(7).all(flows).edges;
        SortedMap<String, ObservedEdge> twice = new Run(3).all(doubled).edges;

        assertThat(withoutCounters(twice)).isEqualTo(withoutCounters(once));
    }

    @Property(tries = 100)
    void everyRecordIsInAnEdgeOrInATally(@ForAll @LongRange(min = 0) long seed) {
        List<FlowEvent> flows = flows(new Random(seed));

        Run run = new Run(4).all(flows);

        long inEdges = run.edges.values().stream()
                .mapToLong(edge -> edge.getEvidence().getRecords())
                .sum();
        assertThat(run.sum(TallyKind.READ)).isEqualTo(flows.size());
        assertThat(inEdges + run.sum(TallyKind.NO_EVIDENCE) + run.sum(TallyKind.WAITING))
                .isEqualTo(flows.size());
    }

    @Property(tries = 100)
    void nothingAmbiguousOrUnansweredIsAccepted(@ForAll @LongRange(min = 0) long seed) {
        Run run = new Run(50).all(flows(new Random(seed)));

        for (ObservedEdge edge : run.edges.values()) {
            if (edge.getAdmission() != Admission.ACCEPTED) {
                assertThat(edge.getReasonsList()).isNotEmpty();
                continue;
            }
            assertThat(edge.getKey().getClient().getKind()).isNotEqualTo(EntityKind.ENTITY_UNKNOWN);
            assertThat(edge.getKey().getServer().getKind()).isNotEqualTo(EntityKind.ENTITY_UNKNOWN);
            assertThat(edge.getEvidence().getDenied()).isZero();
            assertThat(edge.getEvidence().getAnswered() || edge.getKey().getIpProtocol() == 17)
                    .isTrue();
        }
    }

    @Property(tries = 60)
    void lateInventoryGivesTheEdgesOfAnEarlyOne(@ForAll @LongRange(min = 0) long seed) {
        List<FlowEvent> flows = flows(new Random(seed));

        SortedMap<String, ObservedEdge> early = new Run(9).all(flows).edges;
        SortedMap<String, ObservedEdge> late = new Run(9).inventoryLast(flows).edges;

        assertThat(late).isEqualTo(early);
    }

    private static SortedMap<String, ObservedEdge> withoutCounters(SortedMap<String, ObservedEdge> edges) {
        SortedMap<String, ObservedEdge> bare = new TreeMap<>();
        edges.forEach((key, edge) -> {
            EdgeEvidence evidence = edge.getEvidence().toBuilder()
                    .clearRecords()
                    .clearSeenByClientSide()
                    .clearSeenByServerSide()
                    .clearSeenElsewhere()
                    .clearAllowed()
                    .clearDenied()
                    .clearWouldDeny()
                    .build();
            bare.put(key, edge.toBuilder().setEvidence(evidence).build());
        });
        return bare;
    }

    /** Three pods with an inventory, one address that changes hands, one stranger, and labels that name their pods. */
    private static List<InventoryEvent> cluster() {
        return List.of(
                Clusters.node("node-1", "172.18.0.2", "10.244.0.0/24"),
                Clusters.node("node-2", "172.18.0.3", "10.244.1.0/24"),
                Clusters.pod("shop", "web-1", "u1", "web", "10.244.0.5", 0, 0, 8080),
                Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, Flows.NOON_NS + 40 * SECOND, 8080),
                Clusters.pod("shop", "job-1", "u3", "job", "10.244.0.6", Flows.NOON_NS + 60 * SECOND, 0));
    }

    private static List<FlowEvent> flows(Random random) {
        List<FlowEvent> flows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long time = Flows.NOON_NS + random.nextInt(120) * SECOND;
            flows.add(random.nextInt(8) == 0 ? answer(random, time) : flow(random, time));
        }
        return flows;
    }

    private static FlowEvent flow(Random random, long time) {
        Endpoint client = end(random, 32_768 + random.nextInt(3));
        Endpoint server = end(random, random.nextBoolean() ? 8080 : 53);
        int flags = new int[] {0x02, 0x10, 0x12, 0x14, 0x18, 0x100, 0x1b, 0x400}[random.nextInt(8)];
        Observation seen =
                switch (random.nextInt(5)) {
                    case 0 -> Flows.request(client, server, flags);
                    case 1 -> Flows.reply(client, server, flags);
                    case 2 -> Flows.aggregate(client, server, random.nextBoolean() ? 6 : 17, flags);
                    case 3 -> Flows.aggregate(masked(client), server, 6, flags);
                    default -> Flows.aggregate(server, client, random.nextBoolean() ? 6 : 1, flags);
                };
        FlowEvent event = Flows.event(
                seen.toBuilder()
                        .setStartNs(time + random.nextInt(3))
                        .setVantageValue(random.nextInt(4))
                        .build(),
                time);
        return event.toBuilder()
                .setObserverNode(random.nextBoolean() ? "node-1" : "172.18.0.3")
                .setSourceFormat(random.nextBoolean() ? SourceFormat.IPFIX : SourceFormat.NETOBSERV_JSON)
                .build();
    }

    private static Endpoint masked(Endpoint end) {
        return end.toBuilder().clearPort().build();
    }

    private static FlowEvent answer(Random random, long time) {
        Endpoint client = end(random, 40_000);
        Endpoint server = Flows.address("203.0.113.53", 53);
        return FlowEvent.newBuilder()
                .setEventTimeNs(time)
                .setDns(DnsBinding.newBuilder()
                        .setClient(client)
                        .setQuestion("host-" + random.nextInt(20) + ".example.com.")
                        .addIps(Flows.ip(random.nextBoolean() ? "203.0.113.9" : "10.244.0.6"))
                        .setTtl(random.nextInt(100))
                        .setIsResponse(random.nextInt(4) > 0)
                        .setObservation(
                                Flows.reply(client, server, 0).toBuilder().setIpProtocol(17)))
                .build();
    }

    private static Endpoint end(Random random, int port) {
        return switch (random.nextInt(9)) {
            case 0 -> Flows.address("10.244.0.5", port);
            case 1 -> Flows.address("10.244.0.6", port);
            case 2 -> Flows.address("10.244.0.99", port);
            case 3 -> Flows.address("203.0.113.9", port);
            case 4 -> Flows.address("172.18.0.2", port);
            case 5 -> Flows.pod("shop", "web-1", Map.of(), "10.244.0.5", port);
            // One name with one set of labels, with another, and with none.
            case 6 -> Flows.pod("other", "y-1", Map.of("app", random.nextBoolean() ? "y" : "z"), "10.244.0.9", port);
            case 7 -> Flows.pod("other", "y-1", Map.of(), "10.244.0.9", port);
            default -> Flows.pod("other", "x-1", Map.of("app", "x"), "10.244.0.8", port);
        };
    }

    /** The library put together the way both hosts do it. */
    private static final class Run implements WaitingRoom.Output {
        private final SightingTable table;
        private final int flushEvery;
        private final Inventory inventory = new Inventory(5 * SECOND);
        private final WaitingRoom room = new WaitingRoom(inventory, false, 0, 10_000, new Strangers(100_000));
        private final SortedMap<String, ObservedEdge> edges = new TreeMap<>();
        private final Map<Object, NamesOfAddress> names = new HashMap<>();
        private final List<Tally> tallies = new ArrayList<>();

        Run(int flushEvery) {
            this.table = new SightingTable("test", 100_000);
            this.flushEvery = flushEvery;
        }

        Run all(List<FlowEvent> flows) {
            cluster().forEach(inventory::apply);
            pour(flows);
            return finish();
        }

        Run inventoryLast(List<FlowEvent> flows) {
            WaitingRoom patient = new WaitingRoom(inventory, true, 0, 10_000, new Strangers(100_000));
            flows.forEach(table::add);
            table.flush(
                    sighting -> {
                        infer(sighting);
                        patient.enter(sighting, 0, this);
                    },
                    this::tally);
            cluster().forEach(inventory::apply);
            inventory.apply(InventoryEvent.newBuilder()
                    .setKind("Snapshot")
                    .setSnapshotComplete(SnapshotComplete.getDefaultInstance())
                    .build());
            patient.retry(true, WaitingRoom.END_OF_TIME_MS, this);
            patient.giveUp(Long.MAX_VALUE, WaitingRoom.END_OF_TIME_MS, this);
            return named();
        }

        private void pour(List<FlowEvent> flows) {
            for (int i = 0; i < flows.size(); i++) {
                table.add(flows.get(i));
                if (i % flushEvery == 0) {
                    flush();
                }
            }
        }

        private Run finish() {
            flush();
            room.retry(true, WaitingRoom.END_OF_TIME_MS, this);
            room.giveUp(Long.MAX_VALUE, WaitingRoom.END_OF_TIME_MS, this);
            return named();
        }

        private Run named() {
            edges.replaceAll((key, edge) -> ToldNames.named(
                    edge, names.get(List.of(edge.getKey().getClient(), ToldNames.addressOf(edge.getKey())))));
            return this;
        }

        private void flush() {
            table.flush(this::enter, this::tally);
        }

        private void enter(Sighting sighting) {
            infer(sighting);
            room.enter(sighting, 0, this);
        }

        private void infer(Sighting sighting) {
            InferredInventory.of("test", sighting.getClient()).forEach(inventory::apply);
            InferredInventory.of("test", sighting.getServer()).forEach(inventory::apply);
        }

        @Override
        public void edge(ObservedEdge delta) {
            if (ToldNames.isName(delta.getKey())) {
                names.compute(
                        List.of(
                                delta.getKey().getClient(),
                                delta.getKey().getServer().getIp()),
                        (key, known) -> ToldNames.merge(known, delta));
                return;
            }
            edges.compute(TopicKeys.edgeKey(delta.getKey()), (key, state) -> EdgeReducer.reduce(state, delta));
        }

        @Override
        public void tally(Tally tally) {
            tallies.add(tally);
        }

        long sum(TallyKind kind) {
            return tallies.stream()
                    .filter(tally -> tally.getKind() == kind)
                    .mapToLong(Tally::getCount)
                    .sum();
        }
    }
}
