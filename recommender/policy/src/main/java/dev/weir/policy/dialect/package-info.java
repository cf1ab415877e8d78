/**
 * One policy in the dialects of several network plugins: CiliumNetworkPolicy ({@code cilium.io/v2}), Calico's
 * StagedNetworkPolicy and NetworkPolicy ({@code projectcalico.org/v3}), and ClusterNetworkPolicy in the Baseline tier
 * ({@code policy.networking.k8s.io/v1alpha2}).
 *
 * <p>All of them are written from the Kubernetes NetworkPolicy that was recommended and replayed, never from each
 * other, and every one is a value: a text, and a sentence for each thing in which it says more or less than that
 * policy. Where a dialect can say nothing of the kind, connections that were observed stay allowed rather than closed
 * if there is a choice, and the sentence says which it is.
 */
@NullMarked
package dev.weir.policy.dialect;

import org.jspecify.annotations.NullMarked;
