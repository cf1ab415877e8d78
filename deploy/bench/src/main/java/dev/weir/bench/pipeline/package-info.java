/**
 * The jobs that are measured, and what measures them from inside.
 *
 * <p>Everything here runs in a child JVM together with Flink's small cluster, so that heap and processor time of a run are
 * those of one JVM, and tasks can report to static fields.
 */
@NullMarked
package dev.weir.bench.pipeline;

import org.jspecify.annotations.NullMarked;
