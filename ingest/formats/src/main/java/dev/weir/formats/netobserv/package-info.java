/**
 * NetObserv's enriched flows, as flowlogs-pipeline writes them to Kafka, to a log and, taken apart into labels and line, to
 * Loki.
 *
 * <p>A record is one direction of a 5-tuple over the agent's window of some seconds, from a sample of the packets. The
 * agent notes one flag a packet and marks a packet with SYN and ACK by a bit of its own, so the flags say who opened the
 * connection where the OR of other exporters cannot. Records have owners and names, and no labels.
 *
 * <p>Source of every rule: {@code docs/flows-format.adoc} of netobserv/network-observability-operator, {@code bpf/utils.h}
 * and {@code pkg/decode} of netobserv/netobserv-ebpf-agent, {@code pkg/pipeline} of netobserv/flowlogs-pipeline.
 */
@NullMarked
package dev.weir.formats.netobserv;

import org.jspecify.annotations.NullMarked;
