package dev.weir.job.operator;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.traffic.edge.EdgeTable;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.Strangers;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Sighting;
import dev.weir.v1.Tally;
import java.util.Arrays;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives sightings to their owners, with the inventory broadcast to every instance. What waits for the inventory is
 * checkpointed with it.
 */
public final class AttributeOperator extends AbstractStreamOperator<ObservedEdge>
        implements TwoInputStreamOperator<Sighting, InventoryEvent, ObservedEdge>, BoundedMultiInput {
    private static final long serialVersionUID = 1;
    private static final ListStateDescriptor<byte[]> INVENTORY =
            new ListStateDescriptor<>("inventory", BytePrimitiveArraySerializer.INSTANCE);
    private static final ListStateDescriptor<Sighting> WAITING =
            new ListStateDescriptor<>("waiting", new ProtoSerializer<>(Sighting.class));

    private static final ListStateDescriptor<Long> STRANGERS =
            new ListStateDescriptor<>("strangers", LongSerializer.INSTANCE);

    private static final int CHANGES_HELD = 100_000;
    private static final long FORGET_EVERY_MS = 3_600_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final IdentitySettings settings;

    private transient Inventory inventory;
    private transient WaitingRoom room;
    private transient Strangers strangers;
    private transient ListState<byte[]> inventoryState;
    private transient ListState<Sighting> waitingState;
    private transient ListState<Long> strangersState;
    private transient WaitingRoom.Output out;
    private transient EdgeTable changes;
    private transient boolean inventoryChanged;
    private transient long forgottenAtMs;
    private transient int openInputs;

    public AttributeOperator(IdentitySettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        inventory = new Inventory(settings.clockSkew().toNanos());
        strangers = new Strangers(settings.strangersKept());
        room = new WaitingRoom(
                inventory,
                settings.waitForInventory(),
                settings.settled().toNanos(),
                settings.waitingCapacity(),
                strangers);
        inventoryState = context.getOperatorStateStore().getUnionListState(INVENTORY);
        waitingState = context.getOperatorStateStore().getListState(WAITING);
        strangersState = context.getOperatorStateStore().getListState(STRANGERS);
        for (long hash : strangersState.get()) {
            strangers.restore(hash);
        }
        for (byte[] part : inventoryState.get()) {
            InventoryParts.read(part, inventory::apply);
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        for (Sighting sighting : waitingState.get()) {
            room.restore(sighting, now);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        openInputs = 2;
        changes = new EdgeTable(CHANGES_HELD);
        out = new WaitingRoom.Output() {
            @Override
            public void edge(ObservedEdge delta) {
                changes.add(delta);
                if (changes.isFull()) {
                    flush();
                }
            }

            @Override
            public void tally(Tally tally) {
                output.collect(Tags.TALLIES, new StreamRecord<>(tally));
            }
        };
        getMetricGroup().gauge("weir_sightings_waiting", room::size);
        getMetricGroup().gauge("weir_pods_known", inventory::podCount);
        getMetricGroup().gauge("weir_stranger_edges", strangers::size);
        getMetricGroup().gauge("weir_stranger_edges_beyond_total", strangers::beyond);
        scheduleReview();
    }

    @Override
    public void processElement1(StreamRecord<Sighting> element) {
        room.enter(element.getValue(), now(), out);
    }

    @Override
    public void processElement2(StreamRecord<InventoryEvent> element) {
        inventoryChanged |= inventory.apply(element.getValue());
    }

    /** Looks at the waiting again, and ends the wait of those who waited too long. */
    private void review() {
        room.retry(inventoryChanged, now(), out);
        inventoryChanged = false;
        if (inventory.isComplete() || !settings.waitForInventory()) {
            room.giveUp(now() - settings.longestWait().toMillis(), now(), out);
        }
        if (now() - forgottenAtMs >= FORGET_EVERY_MS) {
            forgottenAtMs = now();
            inventory.forgetEnded((now() - settings.endedKept().toMillis()) * NANOS_PER_MILLI);
        }
    }

    private void flush() {
        changes.flush(change -> output.collect(new StreamRecord<>(change)));
    }

    private void scheduleReview() {
        long next = now() + settings.reviewEvery().toMillis();
        getProcessingTimeService().registerTimer(next, time -> {
            review();
            flush();
            scheduleReview();
        });
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        review();
        flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        waitingState.update(room.waiting());
        strangersState.update(Arrays.stream(strangers.toArray()).boxed().toList());
        TaskInfo task = getRuntimeContext().getTaskInfo();
        inventoryState.update(
                InventoryParts.write(inventory, task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks()));
    }

    @Override
    public void endInput(int inputId) {
        openInputs--;
        if (openInputs == 0) {
            room.retry(true, WaitingRoom.END_OF_TIME_MS, out);
            room.giveUp(Long.MAX_VALUE, WaitingRoom.END_OF_TIME_MS, out);
            flush();
        }
    }
}
