package dev.weir.collector.publish;

import com.google.protobuf.CodedOutputStream;
import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The batches that are not full yet, one an observer. Pure: no clock, no thread.
 *
 * <p>INVARIANT: an observer's events leave in the order in which they came, each in exactly one batch.
 */
final class OpenBatches {
    /** Observers that are told apart at once; beyond, the batch that has waited longest goes early. */
    static final int OBSERVERS = 4096;

    private static final int TAG_BYTES = 1;

    /** A batch that is to be sent. */
    record Batch(String observer, FlowBatch content) {}

    private static final class Open {
        private final FlowBatch.Builder content = FlowBatch.newBuilder();
        private final long sinceMs;
        private int bytes;

        private Open(long sinceMs) {
            this.sinceMs = sinceMs;
        }
    }

    private final int mostEvents;
    private final int mostBytes;

    /** In the order of their opening, so that the oldest is the first. */
    private final Map<String, Open> open = new LinkedHashMap<>();

    OpenBatches(int mostEvents, int mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /** Whether no batch can hold the event. */
    boolean isTooLarge(FlowEvent event) {
        return sizeOf(event) > mostBytes;
    }

    /**
     * Adds an event that is not too large.
     *
     * @return the batches that this has made ready, none most of the time
     */
    List<Batch> add(String observer, FlowEvent event, long nowMs) {
        List<Batch> ready = new ArrayList<>(0);
        int size = sizeOf(event);
        Open batch = open.get(observer);
        if (batch != null && batch.bytes + size > mostBytes) {
            ready.add(close(observer, batch));
            batch = null;
        }
        if (batch == null) {
            makeRoom(ready);
            batch = new Open(nowMs);
            open.put(observer, batch);
        }
        batch.content.addEvents(event);
        batch.bytes += size;
        if (batch.content.getEventsCount() >= mostEvents) {
            ready.add(close(observer, batch));
        }
        return ready;
    }

    /** Takes out the batches that were opened at that time or before. */
    List<Batch> due(long openedMs) {
        List<Batch> ready = new ArrayList<>();
        for (Iterator<Map.Entry<String, Open>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Open> oldest = all.next();
            if (oldest.getValue().sinceMs > openedMs) {
                break;
            }
            all.remove();
            ready.add(new Batch(oldest.getKey(), oldest.getValue().content.build()));
        }
        return ready;
    }

    /** Takes out all. */
    List<Batch> all() {
        return due(Long.MAX_VALUE);
    }

    private void makeRoom(List<Batch> ready) {
        if (open.size() >= OBSERVERS) {
            Map.Entry<String, Open> oldest = open.entrySet().iterator().next();
            ready.add(close(oldest.getKey(), oldest.getValue()));
        }
    }

    private Batch close(String observer, Open batch) {
        open.remove(observer);
        return new Batch(observer, batch.content.build());
    }

    private static int sizeOf(FlowEvent event) {
        int size = event.getSerializedSize();
        return TAG_BYTES + CodedOutputStream.computeUInt32SizeNoTag(size) + size;
    }
}
