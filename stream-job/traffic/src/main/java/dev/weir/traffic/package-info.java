/**
 * From flow records to observed edges, without a framework: the same classes run in the Flink job and in
 * {@code weir recommend}.
 *
 * <p>A record is oriented ({@code orient}), folded with its like into a sighting ({@code sighting}), attributed to
 * workloads, nodes and addresses ({@code identity}) and merged into the state of its edge ({@code edge}).
 */
@NullMarked
package dev.weir.traffic;

import org.jspecify.annotations.NullMarked;
