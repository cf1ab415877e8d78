/**
 * Whether policies admit the traffic that was observed.
 *
 * <p>{@link dev.weir.policy.replay.EdgeProbes} turns an edge between workloads into connections between single pods,
 * which is what an evaluator judges; {@link dev.weir.policy.replay.Replay} asks about all edges of a cluster at both
 * ends under all its policies together. Both know nothing of how the policies were made. The tests hold the replay equal
 * to one that asks the plain evaluator about everything.
 */
@NullMarked
package dev.weir.policy.replay;

import org.jspecify.annotations.NullMarked;
