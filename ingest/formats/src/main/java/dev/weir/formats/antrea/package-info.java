/**
 * Antrea's flow records: the flow aggregator's JSON and the CSV that it uploads.
 *
 * <p>A record is a connection of conntrack's over an export interval; the source is its client and the destination what
 * answered, behind any service. The aggregator joins what the two nodes have told. Where it passes records through, one
 * side's pod is missing. Which policy decided, and how, is told for both directions.
 *
 * <p>Source of every rule: {@code docs/network-flow-visibility.md}, {@code pkg/agent/flowexporter} and {@code
 * pkg/flowaggregator} of antrea-io/antrea, {@code pkg/registry} of vmware/go-ipfix.
 */
@NullMarked
package dev.weir.formats.antrea;

import org.jspecify.annotations.NullMarked;
