/**
 * What the Kubernetes API says of a cluster, as inventory events: from files that {@code kubectl get} printed, and from
 * a live API server. Both ways end in one mapping, {@link dev.weir.collector.inventory.KubernetesObjects}, so that a
 * snapshot in a file and the cluster that it was taken from give the same events.
 *
 * <p>Labels are copied whole, annotations never: what people and tools keep there is theirs, and may be secret.
 */
@NullMarked
package dev.weir.collector.inventory;

import org.jspecify.annotations.NullMarked;
