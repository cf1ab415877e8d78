/**
 * Whether a workload was watched for long enough: the chance that the next hour brings an edge that was not seen yet,
 * and the three states that follow from it. No clock, no memory: a function of the edges.
 */
@NullMarked
package dev.weir.policy.readiness;

import org.jspecify.annotations.NullMarked;
