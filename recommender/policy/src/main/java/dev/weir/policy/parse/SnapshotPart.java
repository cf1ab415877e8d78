package dev.weir.policy.parse;

import dev.weir.policy.model.DeclaredPort;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one text says of a cluster. A pod may stand in another text than the controller that owns it. */
public record SnapshotPart(
        Set<Namespace> namespaces, Set<Node> nodes, Set<PodPart> pods, Set<ControllerPart> controllers) {

    public SnapshotPart {
        namespaces = new LinkedHashSet<>(namespaces);
        nodes = new LinkedHashSet<>(nodes);
        pods = new LinkedHashSet<>(pods);
        controllers = new LinkedHashSet<>(controllers);
    }

    /** An owner as {@code ownerReferences} names it, in the namespace of the owned. */
    record Owner(String kind, String name) {}

    /** A pod with the reference to its controller. */
    record PodPart(Pod pod, Optional<Owner> owner, List<DeclaredPort> ports) {}

    /**
     * A controller of pods.
     *
     * @param sample a pod as its template makes it, without name and address; nothing if it wants no pods
     */
    record ControllerPart(String namespace, Owner self, Optional<Owner> owner, Optional<PodPart> sample) {}

    /**
     * Puts the parts together. An object that several parts hold alike counts once. A controller without pods that
     * wants some gets one that stands for them, named like it and without address, so that manifests can be judged
     * before they are applied.
     *
     * @throws IllegalArgumentException if two parts hold two versions of one object; the message names it
     */
    public static Snapshot join(Collection<SnapshotPart> parts) {
        Set<Namespace> namespaces = new LinkedHashSet<>();
        Set<Node> nodes = new LinkedHashSet<>();
        Set<PodPart> pods = new LinkedHashSet<>();
        Set<ControllerPart> controllers = new LinkedHashSet<>();
        for (SnapshotPart part : parts) {
            namespaces.addAll(part.namespaces);
            nodes.addAll(part.nodes);
            pods.addAll(part.pods);
            controllers.addAll(part.controllers);
        }
        List<OwnedPod> owned = new ArrayList<>(new Ownership(controllers).resolve(pods));
        Snapshot snapshot = new Snapshot(List.copyOf(namespaces), owned, List.copyOf(nodes));
        snapshot.cluster(); // refuses twins
        return snapshot;
    }
}
