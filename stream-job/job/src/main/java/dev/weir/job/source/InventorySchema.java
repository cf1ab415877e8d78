package dev.weir.job.source;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.job.serial.ProtoType;
import dev.weir.v1.InventoryEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code weir.inventory}. What is no inventory event is counted and logged, and stops nothing. */
public final class InventorySchema implements KafkaRecordDeserializationSchema<InventoryEvent> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(InventorySchema.class);

    private transient @Nullable Counter unreadable;

    @Override
    public void open(org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext context) {
        unreadable = context.getMetricGroup().counter("weir_inventory_unreadable_total");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<InventoryEvent> out) {
        if (record.value() == null) {
            return; // A tombstone follows an event that has told the deletion already.
        }
        try {
            out.collect(InventoryEvent.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            if (unreadable != null) {
                unreadable.inc();
            }
            LOG.warn(
                    "no inventory event at {}-{} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    @Override
    public TypeInformation<InventoryEvent> getProducedType() {
        return ProtoType.forMessage(InventoryEvent.class);
    }
}
