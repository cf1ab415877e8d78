package dev.weir.bench.load;

import dev.weir.formats.BadRecord;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import java.util.function.Consumer;

/** Turns Hubble's records into Weir's own batches, as a collector that reads them would. */
final class BatchWriter implements DecodeSink {
    static final int EVENTS_PER_BATCH = 70;

    private final FlowDecoder decoder = Format.HUBBLE_JSON.decoder();
    private final Consumer<byte[]> values;
    private final FlowBatch.Builder batch = FlowBatch.newBuilder();

    BatchWriter(Consumer<byte[]> values) {
        this.values = values;
    }

    void write(byte[] record) {
        decoder.decode(record, 0, record.length, this);
        if (batch.getEventsCount() == EVENTS_PER_BATCH) {
            finish();
        }
    }

    /** Hands over what is left. */
    void finish() {
        if (batch.getEventsCount() > 0) {
            values.accept(batch.build().toByteArray());
            batch.clear();
        }
    }

    @Override
    public void flow(FlowEvent event) {
        batch.addEvents(event);
    }

    @Override
    public void bad(BadRecord bad) {
        throw new IllegalStateException("The generator wrote a record that cannot be read: " + bad);
    }
}
