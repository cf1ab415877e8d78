/**
 * Google Cloud's logs: VPC flows, and GKE's network policy log, which Dataplane V2 writes.
 *
 * <p>A VPC flow is one direction at one instance, from sampled packets, its counters scaled up; it says nothing of who
 * opened the connection. A policy record is one verdict over a connection's first packet: allowed ones are told once,
 * denied ones added up. Logging is chosen by policy or namespace, so that silence says nothing.
 *
 * <p>Source of every rule: "VPC Flow Logs records" of Google's VPC documentation, "Using network policy logging" of GKE's.
 */
@NullMarked
package dev.weir.formats.gcp;

import org.jspecify.annotations.NullMarked;
