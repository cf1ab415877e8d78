package dev.weir.job.operator;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.policy.landscape.LandscapeBuilder;
import dev.weir.policy.recommend.Options;
import dev.weir.policy.recommend.Recommender;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.edge.EdgeChange;
import dev.weir.traffic.identity.Inventory;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.SubjectUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One subject a key, with its edges in RocksDB and the landscape broadcast. Recommendations are made right before a
 * checkpoint's barrier passes, once a subject and only where something has changed that a policy tells: counters and a
 * later time on the same day are not made public by themselves.
 */
public final class RecommendOperator extends AbstractStreamOperator<Recommendation>
        implements TwoInputStreamOperator<SubjectUpdate, InventoryEvent, Recommendation>, BoundedMultiInput {
    private static final long serialVersionUID = 1;
    private static final MapStateDescriptor<String, InventoryEvent> INVENTORY = new MapStateDescriptor<>(
            "landscape", StringSerializer.INSTANCE, new ProtoSerializer<>(InventoryEvent.class));
    private static final MapStateDescriptor<String, ObservedEdge> EDGES =
            new MapStateDescriptor<>("edges", StringSerializer.INSTANCE, new ProtoSerializer<>(ObservedEdge.class));
    private static final ValueStateDescriptor<SubjectUpdate> SUBJECT =
            new ValueStateDescriptor<>("subject", new ProtoSerializer<>(SubjectUpdate.class));
    private static final ValueStateDescriptor<Recommendation> PUBLISHED =
            new ValueStateDescriptor<>("published", new ProtoSerializer<>(Recommendation.class));

    private final boolean waitForInventory;
    private final Options options;

    private transient LandscapeBuilder landscape;
    private transient BroadcastState<String, InventoryEvent> inventoryState;
    private transient MapState<String, ObservedEdge> edges;
    private transient ValueState<SubjectUpdate> subject;
    private transient ValueState<Recommendation> published;
    private transient Set<Object> changedSubjects;
    private transient boolean landscapeChanged;
    private transient boolean snapshotComplete;
    private transient int openInputs;

    public RecommendOperator(boolean waitForInventory, Options options) {
        this.waitForInventory = waitForInventory;
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        edges = context.getKeyedStateStore().getMapState(EDGES);
        subject = context.getKeyedStateStore().getState(SUBJECT);
        published = context.getKeyedStateStore().getState(PUBLISHED);
        inventoryState = context.getOperatorStateStore().getBroadcastState(INVENTORY);
        landscape = new LandscapeBuilder();
        for (Map.Entry<String, InventoryEvent> known : inventoryState.immutableEntries()) {
            take(known.getValue());
        }
        changedSubjects = new HashSet<>();
        // Whatever the last run did not get to publish is found by comparing contents.
        landscapeChanged = true;
    }

    @Override
    public void open() throws Exception {
        super.open();
        openInputs = 2;
    }

    @Override
    public void processElement1(StreamRecord<SubjectUpdate> element) throws Exception {
        SubjectUpdate update = element.getValue();
        if (update.hasEdge() && !isNews(update.getEdge())) {
            return;
        }
        if (subject.value() == null) {
            subject.update(update.toBuilder().clearEdge().build());
        }
        changedSubjects.add(getCurrentKey());
    }

    /** Keeps the edge, and says whether the recommendation has to be made again. */
    private boolean isNews(ObservedEdge edge) throws Exception {
        String key = TopicKeys.edgeKey(edge.getKey());
        ObservedEdge before = edges.get(key);
        edges.put(key, edge);
        return EdgeChange.reachesPolicy(before, edge);
    }

    @Override
    public void processElement2(StreamRecord<InventoryEvent> element) throws Exception {
        InventoryEvent event = element.getValue();
        String key = Inventory.key(event);
        if (!event.equals(inventoryState.get(key))) {
            inventoryState.put(key, event);
            take(event);
        }
    }

    private void take(InventoryEvent event) {
        landscape.apply(event);
        landscapeChanged = true;
        snapshotComplete |= event.hasSnapshotComplete();
    }

    private void publish() throws Exception {
        if (waitForInventory && !snapshotComplete) {
            return;
        }
        List<Object> due = landscapeChanged ? allSubjects() : new ArrayList<>(changedSubjects);
        if (due.isEmpty()) {
            return;
        }
        Recommender recommender = new Recommender(landscape.build(), options);
        for (Object key : due) {
            setCurrentKey(key);
            publishCurrent(recommender);
        }
        landscapeChanged = false;
        changedSubjects.clear();
    }

    private void publishCurrent(Recommender recommender) throws Exception {
        SubjectUpdate known = subject.value();
        Recommendation made = recommender.recommend(known.getSubject(), edgesOfSubject());
        Recommendation before = published.value();
        if (before != null && before.getContentHash().equals(made.getContentHash())) {
            return;
        }
        long generation = before == null ? 1 : before.getGeneration() + 1;
        Recommendation next = made.toBuilder().setGeneration(generation).build();
        published.update(next);
        output.collect(new StreamRecord<>(next));
    }

    private List<ObservedEdge> edgesOfSubject() throws Exception {
        List<ObservedEdge> all = new ArrayList<>();
        edges.values().forEach(all::add);
        return all;
    }

    private List<Object> allSubjects() {
        try (Stream<Object> keys = getKeyedStateBackend().getKeys(SUBJECT.getName(), VoidNamespace.INSTANCE)) {
            return new ArrayList<>(keys.toList());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        publish();
    }

    @Override
    public void endInput(int inputId) throws Exception {
        openInputs--;
        if (openInputs == 0) {
            publish();
        }
    }
}
