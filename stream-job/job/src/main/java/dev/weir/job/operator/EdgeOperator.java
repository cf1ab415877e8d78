package dev.weir.job.operator;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.traffic.edge.ScanDetector;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * All edges of one client: a sighting costs one read and one write of RocksDB. Only a client with many unanswered
 * attempts has all its edges looked at together, before the next barrier. State is kept as long as the edge is known.
 */
public final class EdgeOperator extends AbstractStreamOperator<ObservedEdge>
        implements OneInputStreamOperator<ObservedEdge, ObservedEdge>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final MapStateDescriptor<String, ObservedEdge> EDGES =
            new MapStateDescriptor<>("edges", StringSerializer.INSTANCE, new ProtoSerializer<>(ObservedEdge.class));
    private static final MapStateDescriptor<String, ObservedEdge> JUDGED =
            new MapStateDescriptor<>("judged", StringSerializer.INSTANCE, new ProtoSerializer<>(ObservedEdge.class));
    private static final ValueStateDescriptor<Integer> ATTEMPTS =
            new ValueStateDescriptor<>("attempts", IntSerializer.INSTANCE);

    private transient MapState<String, ObservedEdge> edges;
    private transient MapState<String, ObservedEdge> judged;
    private transient ValueState<Integer> attempts;
    private transient Set<Object> suspects;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        edges = context.getKeyedStateStore().getMapState(EDGES);
        judged = context.getKeyedStateStore().getMapState(JUDGED);
        attempts = context.getKeyedStateStore().getState(ATTEMPTS);
        suspects = new HashSet<>();
    }

    @Override
    public void processElement(StreamRecord<ObservedEdge> element) throws Exception {
        ObservedEdge delta = element.getValue();
        String key = TopicKeys.edgeKey(delta.getKey());
        ObservedEdge before = edges.get(key);
        ObservedEdge after = EdgeReducer.reduce(before, delta);
        edges.put(key, after);
        boolean wasAttempt = before != null && ScanDetector.isAttempt(before);
        if (isSuspect(wasAttempt, ScanDetector.isAttempt(after))) {
            suspects.add(getCurrentKey());
        } else {
            output.collect(new StreamRecord<>(after));
        }
    }

    /** Once a client has had many unanswered attempts, its edges are always looked at together. */
    private boolean isSuspect(boolean wasAttempt, boolean isAttempt) throws Exception {
        Integer known = attempts.value();
        int most = known == null ? 0 : known;
        if (isAttempt && !wasAttempt && most < ScanDetector.UNANSWERED_TARGETS) {
            most++;
            attempts.update(most);
        }
        return most >= ScanDetector.UNANSWERED_TARGETS;
    }

    private void judge() throws Exception {
        for (Object client : suspects) {
            setCurrentKey(client);
            List<ObservedEdge> all = new ArrayList<>();
            edges.values().forEach(all::add);
            for (ObservedEdge edge : ScanDetector.judge(all)) {
                String key = TopicKeys.edgeKey(edge.getKey());
                if (!edge.equals(judged.get(key))) {
                    judged.put(key, edge);
                    output.collect(new StreamRecord<>(edge));
                }
            }
        }
        suspects.clear();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        judge();
    }

    @Override
    public void endInput() throws Exception {
        judge();
    }
}
