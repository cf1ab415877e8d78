package dev.weir.job.source;

/**
 * One Kafka record as it came.
 *
 * @param value the record's bytes; empty where it had none
 * @param timestampMs the Kafka record's time, milliseconds since the epoch
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared; copying a value on the hot path would cost more than it tells
public record RawRecord(String topic, int partition, long offset, long timestampMs, byte[] value) {}
