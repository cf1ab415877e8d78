/**
 * What has to be known of a cluster before a policy can be written for one of its workloads: who the workloads are and
 * which labels their pods carry, where nodes and the API server are, and which policies stand already.
 *
 * <p>A {@link dev.weir.policy.landscape.Landscape} is made from inventory events alone. Whether somebody read them from
 * the Kubernetes API or inferred them from the labels that flows carry makes no difference here; an inferred workload
 * only knows less.
 */
@NullMarked
package dev.weir.policy.landscape;

import org.jspecify.annotations.NullMarked;
