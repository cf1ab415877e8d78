package dev.weir.job.operator;

import com.google.protobuf.ByteString;
import dev.weir.formats.BadRecord;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.job.source.RawRecord;
import dev.weir.traffic.identity.InferredInventory;
import dev.weir.traffic.sighting.SightingTable;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.SightedEnd;
import dev.weir.v1.Sighting;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Decodes and folds in the source's own chain, before anything is serialized or shuffled. Holds no checkpointed state:
 * the table is flushed when it is full, on a timer, and before each barrier.
 */
public final class FoldOperator extends AbstractStreamOperator<Sighting>
        implements OneInputStreamOperator<RawRecord, Sighting>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final int ENDS_REMEMBERED = 50_000;

    private final Map<String, String> formatByTopic;
    private final String cluster;
    private final int capacity;
    private final long flushMillis;

    private transient SightingTable table;
    private transient Map<String, FlowDecoder> decoders;
    private transient Map<SightedEnd, Boolean> endsTold;

    /**
     * @param formatByTopic the name of the {@link Format} that each topic carries
     * @param cluster the name that flows are filed under; empty = what they say themselves
     * @param capacity sightings held before a flush
     * @param flushMillis longest time a flow stays in the table
     */
    public FoldOperator(Map<String, String> formatByTopic, String cluster, int capacity, long flushMillis) {
        this.formatByTopic = new HashMap<>(formatByTopic);
        this.cluster = cluster;
        this.capacity = capacity;
        this.flushMillis = flushMillis;
    }

    @Override
    public void open() throws Exception {
        super.open();
        table = new SightingTable(cluster, capacity);
        decoders = new HashMap<>();
        formatByTopic.forEach(
                (topic, format) -> decoders.put(topic, Format.byName(format).decoder()));
        endsTold = new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SightedEnd, Boolean> eldest) {
                return size() > ENDS_REMEMBERED;
            }
        };
        getMetricGroup().gauge("weir_sightings_held", table::size);
        scheduleFlush();
    }

    @Override
    public void processElement(StreamRecord<RawRecord> element) {
        RawRecord record = element.getValue();
        FlowDecoder decoder = decoders.get(record.topic());
        if (decoder == null) {
            throw new IllegalStateException("no format is configured for topic '" + record.topic() + "'");
        }
        decoder.decode(record.value(), 0, record.value().length, new Into(record, decoder));
        if (table.isFull()) {
            flush();
        }
    }

    private final class Into implements DecodeSink {
        private final RawRecord record;
        private final FlowDecoder decoder;

        Into(RawRecord record, FlowDecoder decoder) {
            this.record = record;
            this.decoder = decoder;
        }

        @Override
        public void flow(FlowEvent event) {
            table.add(event.getIngestTimeNs() == 0 ? stamped(event) : event);
        }

        private FlowEvent stamped(FlowEvent event) {
            return event.getEventTimeNs() > 0
                    ? event
                    : event.toBuilder()
                            .setIngestTimeNs(record.timestampMs() * 1_000_000)
                            .build();
        }

        @Override
        public void bad(BadRecord bad) {
            String reason = bad.reason().name();
            table.dead(reason, decoder.format());
            DeadLetter letter = DeadLetter.newBuilder()
                    .setBytes(ByteString.copyFrom(record.value(), bad.offset(), bad.length()))
                    .setReason(reason)
                    .setDetail(bad.detail())
                    .setDecoder(decoder.format().name())
                    .setTopic(record.topic())
                    .setPartition(record.partition())
                    .setOffset(record.offset())
                    .setPosition(bad.offset())
                    .setTimestampMs(record.timestampMs())
                    .build();
            output.collect(Tags.DEAD_LETTERS, new StreamRecord<>(letter));
        }
    }

    private void flush() {
        table.flush(this::emit, tally -> output.collect(Tags.TALLIES, new StreamRecord<>(tally)));
    }

    private void emit(Sighting sighting) {
        infer(sighting, sighting.getClient());
        infer(sighting, sighting.getServer());
        output.collect(new StreamRecord<>(sighting));
    }

    /** Told once an end, as long as it is remembered; telling it again changes nothing. */
    private void infer(Sighting sighting, SightedEnd end) {
        if (end.getLabelsCount() > 0 && endsTold.put(end, true) == null) {
            for (InventoryEvent event : InferredInventory.of(sighting.getCluster(), end)) {
                output.collect(Tags.INFERRED, new StreamRecord<>(event));
            }
        }
    }

    private void scheduleFlush() {
        long next = getProcessingTimeService().getCurrentProcessingTime() + flushMillis;
        getProcessingTimeService().registerTimer(next, time -> {
            flush();
            scheduleFlush();
        });
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }
}
