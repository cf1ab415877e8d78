/**
 * Calico's flow logs: what Goldmane pushes (open source, from 3.30) and what Enterprise and Cloud write to a file.
 *
 * <p>A record is many connections over a window, told by the node of one end. The source is the initiator, by connection
 * tracking, and the destination is as translated. What was aggregated away is null, {@code -} or not there: it is masked
 * here and not zero, so that it can never become "any port" or "any address". Labels are those that all pods of the record
 * have. A policy trace says what decided, and what staged policies would have decided.
 *
 * <p>Source of every rule: {@code goldmane/proto/api.proto} and {@code felix/collector} of projectcalico/calico, {@code
 * calico-enterprise/observability/elastic/flow/datatypes.mdx} of tigera/docs.
 */
@NullMarked
package dev.weir.formats.calico;

import org.jspecify.annotations.NullMarked;
