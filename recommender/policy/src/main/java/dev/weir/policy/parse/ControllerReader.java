package dev.weir.policy.parse;

import dev.weir.policy.model.Pod;
import dev.weir.policy.parse.SnapshotPart.ControllerPart;
import dev.weir.policy.parse.SnapshotPart.Owner;
import dev.weir.policy.parse.SnapshotPart.PodPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the controllers that Kubernetes itself has for pods. */
final class ControllerReader {

    private static final Map<String, String> KINDS = Map.of(
            "Deployment", "apps/v1",
            "StatefulSet", "apps/v1",
            "DaemonSet", "apps/v1",
            "ReplicaSet", "apps/v1",
            "ReplicationController", "v1",
            "Job", "batch/v1",
            "CronJob", "batch/v1");

    private ControllerReader() {}

    static boolean reads(KubernetesObject object) {
        return object.apiVersion().equals(KINDS.get(object.kind()));
    }

    static ControllerPart read(Metadata metadata, KubernetesObject object) {
        return new ControllerPart(
                metadata.namespace(),
                new Owner(object.kind(), metadata.name()),
                owner(object),
                section(object.fields(), "spec")
                        .filter(ControllerReader::wantsPods)
                        .map(spec -> object.kind().equals("CronJob") ? template(spec, "jobTemplate", "spec") : spec)
                        .flatMap(spec -> section(spec, "template"))
                        .map(template -> sample(metadata, template)));
    }

    /** The reference that is marked as the controller; others own without controlling. */
    static Optional<Owner> owner(KubernetesObject object) {
        return section(object.fields(), "metadata").stream()
                .flatMap(metadata -> metadata.items("ownerReferences").stream())
                .map(Field::fields)
                .filter(reference ->
                        reference.get("controller").flatMap(Field::truth).orElse(false))
                .flatMap(
                        reference -> reference
                                .text("kind")
                                .flatMap(kind -> reference.text("name").map(name -> new Owner(kind, name)))
                                .stream())
                .findFirst();
    }

    private static boolean wantsPods(Fields spec) {
        return spec.get("replicas")
                .flatMap(field -> field.number(0, Integer.MAX_VALUE))
                .map(replicas -> replicas > 0)
                .orElse(true);
    }

    private static Fields template(Fields spec, String... path) {
        Fields fields = spec;
        for (String name : path) {
            fields = section(fields, name).orElse(new Fields(fields.owner(), Map.of()));
        }
        return fields;
    }

    private static PodPart sample(Metadata controller, Fields template) {
        Map<String, String> labels = section(template, "metadata")
                .flatMap(metadata -> metadata.get("labels"))
                .map(Metadata::labels)
                .orElse(Map.of());
        Optional<Fields> spec = section(template, "spec");
        Pod pod = new Pod(
                controller.namespace(),
                controller.name(),
                labels,
                List.of(),
                spec.map(ContainerPorts::named).orElse(List.of()),
                spec.map(ClusterParser::isOnHostNetwork).orElse(false),
                Optional.empty(),
                false);
        return new PodPart(
                pod, Optional.empty(), spec.map(ContainerPorts::declared).orElse(List.of()));
    }

    private static Optional<Fields> section(Fields fields, String name) {
        return fields.get(name).map(Field::fields);
    }
}
