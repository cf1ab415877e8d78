package dev.weir.job.operator;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.traffic.edge.EdgeTable;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Sighting;
import dev.weir.v1.Tally;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
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
    private static final MapStateDescriptor<String, InventoryEvent> INVENTORY = new MapStateDescriptor<>(
            "inventory", StringSerializer.INSTANCE, new ProtoSerializer<>(InventoryEvent.class));
    private static final ListStateDescriptor<Sighting> WAITING =
            new ListStateDescriptor<>("waiting", new ProtoSerializer<>(Sighting.class));

    private static final int CHANGES_HELD = 100_000;

    private final IdentitySettings settings;

    private transient Inventory inventory;
    private transient WaitingRoom room;
    private transient BroadcastState<String, InventoryEvent> inventoryState;
    private transient ListState<Sighting> waitingState;
    private transient WaitingRoom.Output out;
    private transient EdgeTable changes;
    private transient boolean inventoryChanged;
    private transient int openInputs;

    public AttributeOperator(IdentitySettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        inventory = new Inventory(settings.clockSkew().toNanos());
        room = new WaitingRoom(inventory, settings.waitForInventory(), settings.waitingCapacity());
        inventoryState = context.getOperatorStateStore().getBroadcastState(INVENTORY);
        waitingState = context.getOperatorStateStore().getListState(WAITING);
        for (Map.Entry<String, InventoryEvent> known : inventoryState.immutableEntries()) {
            inventory.apply(known.getValue());
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
        scheduleReview();
    }

    @Override
    public void processElement1(StreamRecord<Sighting> element) {
        room.enter(element.getValue(), now(), out);
    }

    @Override
    public void processElement2(StreamRecord<InventoryEvent> element) throws Exception {
        InventoryEvent event = element.getValue();
        String key = Inventory.key(event);
        if (event.equals(inventoryState.get(key))) {
            return;
        }
        inventoryState.put(key, event);
        inventory.apply(event);
        inventoryChanged = true;
    }

    /** Looks at the waiting again where the inventory has changed, and ends the wait of those who waited too long. */
    private void review() {
        if (inventoryChanged) {
            inventoryChanged = false;
            room.retry(out);
        }
        if (inventory.isComplete() || !settings.waitForInventory()) {
            room.giveUp(now() - settings.longestWait().toMillis(), out);
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
    }

    @Override
    public void endInput(int inputId) {
        openInputs--;
        if (openInputs == 0) {
            room.retry(out);
            room.giveUp(Long.MAX_VALUE, out);
            flush();
        }
    }
}
