package dev.weir.bench.pipeline;

import dev.weir.job.source.RawRecord;
import dev.weir.job.source.RawRecordSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The job's own schema, which starts the clock at the first record. */
final class TimedRecordSchema implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1;

    private final RawRecordSchema schema = new RawRecordSchema();
    private boolean started;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        if (!started) {
            started = true;
            Meter.firstRecord();
        }
        schema.deserialize(record, out);
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return schema.getProducedType();
    }
}
