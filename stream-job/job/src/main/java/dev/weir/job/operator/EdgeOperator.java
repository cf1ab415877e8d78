package dev.weir.job.operator;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.edge.ClientReview;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.traffic.edge.ScanDetector;
import dev.weir.traffic.edge.ToldNames;
import dev.weir.traffic.orient.Ip;
import dev.weir.v1.NamesOfAddress;
import dev.weir.v1.ObservedEdge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * All edges of one client: a change costs one read and one write of RocksDB. What has changed is told before the next
 * barrier, once an edge. A client with many unanswered attempts has all its edges looked at together there; settings that
 * compare the edges of a client ask that of every client that changed. State is kept as long as the edge is known.
 *
 * <p>State holds edges as the evidence judges them; what a person approved is laid over it on the way out, and taken
 * back by a timer when the approval ends. A job that is restored under other settings judges every client again.
 */
public final class EdgeOperator extends AbstractStreamOperator<ObservedEdge>
        implements OneInputStreamOperator<ObservedEdge, ObservedEdge>,
                BoundedOneInput,
                Triggerable<Object, VoidNamespace> {
    private static final long serialVersionUID = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final MapStateDescriptor<String, ObservedEdge> EDGES =
            new MapStateDescriptor<>("edges", StringSerializer.INSTANCE, new ProtoSerializer<>(ObservedEdge.class));
    private static final MapStateDescriptor<String, ObservedEdge> JUDGED =
            new MapStateDescriptor<>("judged", StringSerializer.INSTANCE, new ProtoSerializer<>(ObservedEdge.class));
    private static final MapStateDescriptor<String, NamesOfAddress> NAMES =
            new MapStateDescriptor<>("names", StringSerializer.INSTANCE, new ProtoSerializer<>(NamesOfAddress.class));
    private static final ValueStateDescriptor<Integer> ADDRESSES_NAMED =
            new ValueStateDescriptor<>("addresses-named", IntSerializer.INSTANCE);
    private static final ValueStateDescriptor<Integer> ATTEMPTS =
            new ValueStateDescriptor<>("attempts", IntSerializer.INSTANCE);
    private static final ListStateDescriptor<String> SETTINGS =
            new ListStateDescriptor<>("settings", StringSerializer.INSTANCE);

    private final AdmissionSettings settings;
    private transient MapState<String, ObservedEdge> edges;
    private transient MapState<String, ObservedEdge> judged;
    private transient ValueState<Integer> attempts;
    private transient MapState<String, NamesOfAddress> names;
    private transient ValueState<Integer> addressesNamed;
    private transient Counter namesNotKept;
    private transient Map<Object, Set<String>> renamed;
    private transient ListState<String> settingsOfState;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Set<Object> suspects;
    private transient Map<Object, Map<String, ObservedEdge>> changed;

    /** @param settings what evidence must show before it makes a rule */
    public EdgeOperator(AdmissionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        edges = context.getKeyedStateStore().getMapState(EDGES);
        judged = context.getKeyedStateStore().getMapState(JUDGED);
        attempts = context.getKeyedStateStore().getState(ATTEMPTS);
        timers = getInternalTimerService("approvals", VoidNamespaceSerializer.INSTANCE, this);
        names = context.getKeyedStateStore().getMapState(NAMES);
        addressesNamed = context.getKeyedStateStore().getState(ADDRESSES_NAMED);
        namesNotKept = getMetricGroup().counter("weir_names_not_kept_total");
        renamed = new HashMap<>();
        suspects = new HashSet<>();
        changed = new HashMap<>();
        // Every instance writes the same text and reads those of all, so that rescaling leaves nobody without one.
        settingsOfState = context.getOperatorStateStore().getUnionListState(SETTINGS);
        if (context.isRestored() && !stateIsOfTheseSettings()) {
            getKeyedStateBackend()
                    .applyToAllKeys(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            EDGES,
                            (client, state) -> suspects.add(client));
        }
    }

    private boolean stateIsOfTheseSettings() throws Exception {
        String known = AdmissionSettings.defaults().toString();
        for (String one : settingsOfState.get()) {
            known = one;
        }
        return known.equals(settings.toString());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        settingsOfState.update(List.of(settings.toString()));
    }

    @Override
    public void processElement(StreamRecord<ObservedEdge> element) throws Exception {
        ObservedEdge delta = element.getValue();
        if (ToldNames.isName(delta.getKey())) {
            told(delta);
            return;
        }
        String key = TopicKeys.edgeKey(delta.getKey());
        ObservedEdge before = edges.get(key);
        ObservedEdge after = EdgeReducer.reduce(before, delta, settings);
        edges.put(key, after);
        boolean wasAttempt = before != null && ScanDetector.isAttempt(before);
        boolean isSuspect = isSuspect(wasAttempt, ScanDetector.isAttempt(after));
        if (isSuspect || settings.compareEdgesOfClient()) {
            suspects.add(getCurrentKey());
        } else {
            changed.computeIfAbsent(getCurrentKey(), client -> new HashMap<>()).put(key, after);
        }
    }

    /** Names are laid over the edges to their address on the way out, again where they come after them. */
    private void told(ObservedEdge name) throws Exception {
        String address = Ip.text(name.getKey().getServer().getIp());
        NamesOfAddress before = names.get(address);
        if (before == null && !isRoomForAddress()) {
            namesNotKept.inc();
            return;
        }
        NamesOfAddress after = ToldNames.merge(before, name);
        names.put(address, after);
        if (ToldNames.differ(before, after)) {
            renamed.computeIfAbsent(getCurrentKey(), client -> new HashSet<>()).add(address);
        }
    }

    private boolean isRoomForAddress() throws Exception {
        Integer known = addressesNamed.value();
        int count = known == null ? 0 : known;
        if (count >= ToldNames.ADDRESSES_PER_CLIENT) {
            return false;
        }
        addressesNamed.update(count + 1);
        return true;
    }

    private void tellRenamed() throws Exception {
        for (Map.Entry<Object, Set<String>> client : renamed.entrySet()) {
            setCurrentKey(client.getKey());
            if (settings.compareEdgesOfClient() || isSuspect(false, false)) {
                suspects.add(client.getKey());
                continue;
            }
            for (Map.Entry<String, ObservedEdge> edge : edges.entries()) {
                if (client.getValue()
                        .contains(Ip.text(ToldNames.addressOf(edge.getValue().getKey())))) {
                    changed.computeIfAbsent(client.getKey(), any -> new HashMap<>())
                            .put(edge.getKey(), edge.getValue());
                }
            }
        }
        renamed.clear();
    }

    private ObservedEdge named(ObservedEdge edge) throws Exception {
        String address = Ip.text(ToldNames.addressOf(edge.getKey()));
        return address.isEmpty() ? edge : ToldNames.named(edge, names.get(address));
    }

    /** Once a client has had many unanswered attempts, its edges are always looked at together. */
    private boolean isSuspect(boolean wasAttempt, boolean isAttempt) throws Exception {
        int enough = settings.sweep().unansweredTargets();
        Integer known = attempts.value();
        int most = known == null ? 0 : known;
        if (isAttempt && !wasAttempt && most < enough) {
            most++;
            attempts.update(most);
        }
        return most >= enough;
    }

    /** Tells every edge that has changed once, however many sightings changed it. */
    private void tell() throws Exception {
        tellRenamed();
        judge();
        for (Map.Entry<Object, Map<String, ObservedEdge>> client : changed.entrySet()) {
            setCurrentKey(client.getKey());
            for (ObservedEdge edge : client.getValue().values()) {
                emit(released(named(edge)));
            }
        }
        changed.clear();
    }

    private void judge() throws Exception {
        for (Object client : suspects) {
            changed.remove(client);
            setCurrentKey(client);
            List<ObservedEdge> all = new ArrayList<>();
            edges.values().forEach(all::add);
            for (ObservedEdge edge : ClientReview.review(all, settings)) {
                String key = TopicKeys.edgeKey(edge.getKey());
                ObservedEdge released = released(named(edge));
                if (!released.equals(judged.get(key))) {
                    judged.put(key, released);
                    emit(released);
                }
            }
        }
        suspects.clear();
    }

    /** What a person approved passes until the approval ends; then the client is looked at again. */
    private ObservedEdge released(ObservedEdge edge) {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        ObservedEdge released = settings.approvals().release(edge, Instant.ofEpochMilli(now));
        if (released.hasApproval()) {
            timers.registerProcessingTimeTimer(
                    VoidNamespace.INSTANCE, released.getApproval().getUntilNs() / NANOS_PER_MILLI + 1);
        }
        return released;
    }

    private void emit(ObservedEdge edge) {
        output.collect(new StreamRecord<>(edge));
    }

    @Override
    public void onProcessingTime(InternalTimer<Object, VoidNamespace> timer) {
        suspects.add(timer.getKey());
    }

    @Override
    public void onEventTime(InternalTimer<Object, VoidNamespace> timer) {
        throw new IllegalStateException("No event-time timer is ever set");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        tell();
    }

    @Override
    public void endInput() throws Exception {
        tell();
    }
}
