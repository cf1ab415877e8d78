/**
 * Hubble's JSON, as Cilium's exporter, {@code hubble observe}, the managed clouds' agents and Retina write it.
 *
 * <p>A record is an event at a point of one node's datapath, not a flow record: the same connection is told by several
 * points, two nodes, both directions and each new TCP flag. {@link dev.weir.formats.hubble.ExportEventReader} reads the
 * envelope and {@link dev.weir.formats.hubble.FlowReader} the flow into a {@link dev.weir.formats.hubble.RawFlow}, word by
 * word; what the words mean stands in {@link dev.weir.formats.hubble.Judgement}, {@link
 * dev.weir.formats.hubble.OpenedBy} and {@link dev.weir.formats.hubble.RawEndpoint}.
 *
 * <p>Source of every rule: {@code api/v1/flow/flow.proto}, {@code api/v1/observer/observer.proto} and {@code
 * pkg/hubble/parser} of cilium/cilium, versions 1.10 to 1.19.
 */
@NullMarked
package dev.weir.formats.hubble;

import org.jspecify.annotations.NullMarked;
