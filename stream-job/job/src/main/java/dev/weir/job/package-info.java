/**
 * The Flink job: operators are state, timers and one call into the pure libraries; {@link dev.weir.job.Topology} reads
 * top to bottom.
 */
@NullMarked
package dev.weir.job;

import org.jspecify.annotations.NullMarked;
