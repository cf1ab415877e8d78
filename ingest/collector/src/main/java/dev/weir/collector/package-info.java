/**
 * The process that brings flows to Kafka: {@link dev.weir.collector.FlowCollector} runs any number of sources into one
 * publisher. The inventory has a process of its own in {@code dev.weir.collector.inventory}; both may run in one JVM.
 */
@NullMarked
package dev.weir.collector;

import org.jspecify.annotations.NullMarked;
