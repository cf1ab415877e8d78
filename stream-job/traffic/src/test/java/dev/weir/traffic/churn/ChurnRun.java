package dev.weir.traffic.churn;

import dev.weir.traffic.Clusters;
import dev.weir.traffic.Flows;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.Strangers;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.traffic.sighting.SightingTable;
import dev.weir.v1.Endpoint;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.SnapshotComplete;
import dev.weir.v1.Tally;
import dev.weir.v1.Vantage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;

/** The model's traffic and its late inventory through the library, as the job puts it together. */
final class ChurnRun implements WaitingRoom.Output {
    private static final long SECOND = 1_000_000_000L;
    private static final double LATEST_INVENTORY = 30;
    private static final double LONGEST_WAY = 3;
    private static final int PORTS = 65_000;

    /** A record and its truth. */
    record Flow(Life life, Tongue tongue, double at) {}

    /** @param order of those that come at the same moment: events of one object keep theirs */
    private record Arrival(double at, int order, Runnable what) {}

    final List<Flow> wrong = new ArrayList<>();
    final List<Flow> unresolved = new ArrayList<>();
    final Map<Tongue, Integer> told = new EnumMap<>(Tongue.class);

    private final Inventory inventory = new Inventory(5 * SECOND);
    private final WaitingRoom room = new WaitingRoom(inventory, true, 40 * SECOND, 200_000, new Strangers(100_000));
    private final SightingTable table = new SightingTable("test", 10);
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparingDouble(Arrival::at).thenComparingInt(Arrival::order));
    private final Map<Integer, Flow> underWay = new HashMap<>();
    private final List<ClusterNode> nodes;
    private final Random random;
    private int flows;
    private int entered;
    private boolean inventoryChanged;

    ChurnRun(ChurnModel model, double secondsBetweenFlows, long seed) {
        random = new Random(seed);
        nodes = model.nodes(random);
        cluster();
        for (Life life : model.lives(nodes, random)) {
            life.inventory(random, LATEST_INVENTORY).forEach(told -> await(told.at(), () -> apply(told.event())));
            double at =
                    life.running() + random.nextDouble() * Math.min(secondsBetweenFlows, life.ended() - life.running());
            for (; at < life.ended(); at += secondsBetweenFlows * (0.5 + random.nextDouble())) {
                Flow flow = new Flow(life, Tongue.values()[flows % 3], at);
                int number = ++flows;
                await(at + random.nextDouble() * LONGEST_WAY, () -> enter(flow, number));
            }
        }
    }

    private void await(double at, Runnable what) {
        arrivals.add(new Arrival(at, arrivals.size(), what));
    }

    private void cluster() {
        for (int i = 0; i < nodes.size(); i++) {
            inventory.apply(Clusters.node(nodes.get(i).name(), "172.18.0." + (i + 1), "10.244.0.0/16"));
        }
        inventory.apply(Clusters.pod("shop", "peer-1", "peer", "peer", "10.245.0.1", 0, 0));
        inventory.apply(InventoryEvent.newBuilder()
                .setKind("Snapshot")
                .setSnapshotComplete(SnapshotComplete.getDefaultInstance())
                .build());
    }

    ChurnRun run() {
        double tick = 0;
        while (!arrivals.isEmpty()) {
            Arrival next = Objects.requireNonNull(arrivals.poll());
            for (; tick < next.at(); tick += 2) {
                review(tick);
            }
            next.what().run();
        }
        for (double end = tick + 200; tick < end; tick += 2) {
            review(tick);
        }
        return this;
    }

    int flows() {
        return flows;
    }

    double unresolvedShare(Tongue tongue) {
        long missed = unresolved.stream().filter(flow -> flow.tongue == tongue).count();
        return (double) missed / told.getOrDefault(tongue, 1);
    }

    private void apply(InventoryEvent event) {
        inventoryChanged |= inventory.apply(event);
    }

    private void review(double now) {
        room.retry(inventoryChanged, millis(now), this);
        inventoryChanged = false;
        room.giveUp(millis(now - 60), millis(now), this);
    }

    /** Half of them as the client, half as the server; the port tells the record again when it comes out. */
    private void enter(Flow flow, int number) {
        int port = 1 + entered++ % PORTS;
        underWay.put(port, flow);
        told.merge(flow.tongue, 1, Integer::sum);
        boolean client = number % 2 == 0;
        ClusterNode observer =
                flow.tongue == Tongue.OBSERVED ? flow.life.node() : nodes.get(random.nextInt(nodes.size()));
        Endpoint churning = end(flow, client ? 40_000 : port);
        Endpoint peer = Flows.pod("shop", "peer-1", Map.of(), "10.245.0.1", client ? port : 40_000);
        FlowEvent event = Flows.event(
                Flows.request(client ? churning : peer, client ? peer : churning, 0x12).toBuilder()
                        .setVantage(vantage(flow.tongue, client))
                        .build(),
                observer.stamps(flow.at));
        table.add(event.toBuilder().setObserverNode(observer.name()).build());
        table.flush(
                sighting -> room.enter(sighting.toBuilder().setPort(port).build(), millis(flow.at + LONGEST_WAY), this),
                this::tally);
    }

    private static Vantage vantage(Tongue tongue, boolean client) {
        if (tongue != Tongue.OBSERVED) {
            return Vantage.VANTAGE_UNKNOWN;
        }
        return client ? Vantage.VANTAGE_SOURCE_NODE : Vantage.VANTAGE_DESTINATION_NODE;
    }

    private static Endpoint end(Flow flow, int port) {
        return flow.tongue == Tongue.NAMED
                ? Flows.pod("churn", "pod-" + flow.life.number(), Map.of(), flow.life.ip(), port)
                : Flows.address(flow.life.ip(), port);
    }

    private static long millis(double second) {
        return Life.nanos(second) / 1_000_000;
    }

    @Override
    public void edge(ObservedEdge delta) {
        Flow flow = Objects.requireNonNull(underWay.remove(delta.getKey().getPort()), "told twice");
        Entity owner = delta.getKey().getClient().getName().equals("peer")
                ? delta.getKey().getServer()
                : delta.getKey().getClient();
        if (owner.getKind() == EntityKind.ENTITY_UNKNOWN) {
            unresolved.add(flow);
        } else if (!owner.getName().equals(flow.life.workload())) {
            wrong.add(flow);
        }
    }

    @Override
    public void tally(Tally tally) {
        // Counted elsewhere; here each record is followed to its edge.
    }

    int lost() {
        return underWay.size();
    }
}
