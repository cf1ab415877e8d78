/**
 * What is remembered of the records behind an edge.
 *
 * <p>Everything here merges in any order and any grouping. Sets, minima, maxima and flags are idempotent besides: the
 * same record twice changes nothing. Only the counters add up. A policy's text is made from the idempotent part alone.
 */
@NullMarked
package dev.weir.traffic.evidence;

import org.jspecify.annotations.NullMarked;
