/**
 * Events in, batches on Kafka out.
 *
 * <p>{@link dev.weir.collector.publish.OpenBatches} gathers the events of each observer;
 * {@link dev.weir.collector.publish.FlowPublisher} sends a batch when it is full or old enough. The producer is idempotent
 * and never gives up on a record, so that a broker that is away makes the sources wait and loses nothing; its buffer is
 * bounded.
 */
@NullMarked
package dev.weir.collector.publish;

import org.jspecify.annotations.NullMarked;
