/**
 * What {@code networking.k8s.io/v1} NetworkPolicy and {@code policy.networking.k8s.io/v1alpha2}
 * ClusterNetworkPolicy say, and the part of a cluster they speak about, as immutable values.
 *
 * <p>The records keep every distinction the API makes (a peer with only a pod selector is not a peer with an empty
 * namespace selector; {@code port: 80} is not {@code port: 80, endPort: 80}) and none that it does not: an empty list
 * and a missing list are one object once stored, so both are the empty list here. Maps and sets iterate in a fixed
 * order, so whatever is derived from a policy is the same text every time.
 */
@NullMarked
package dev.weir.policy.model;

import org.jspecify.annotations.NullMarked;
