/**
 * NetFlow v5 and v9 (RFC 3954) and IPFIX (RFC 7011), with biflows (RFC 5103) and Antrea's information elements.
 *
 * <p>What a record holds is told by a template that came before it from the same exporter and observation domain.
 * {@link dev.weir.formats.netflow.NetflowDecoder} keeps those templates within a bound, turns each into a short list of
 * what to read where, and reads every record into one and the same {@code FlowRecord} before it is told as a flow. A set
 * that comes before its template is told as such, so that a process that has a clock may hold it.
 * {@link dev.weir.formats.netflow.ExporterStream} is the decoder of a topic or a file of one exporter.
 */
@NullMarked
package dev.weir.formats.netflow;

import org.jspecify.annotations.NullMarked;
