package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Requirement;
import dev.weir.v1.Selector;
import dev.weir.v1.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import org.jspecify.annotations.Nullable;

/** The controllers: each has a selector, a template for its pods and a number of them. */
final class WorkloadMapping {
    private WorkloadMapping() {}

    /** Whether the object is a controller; if so, it is now in the event. */
    static boolean into(InventoryEvent.Builder event, HasMetadata object, Remarks remarks) {
        if (object instanceof Deployment deployment) {
            var spec = deployment.getSpec();
            return spec == null
                    ? bare(event, object, remarks)
                    : put(event, object, spec.getSelector(), spec.getTemplate(), spec.getReplicas(), remarks);
        }
        if (object instanceof StatefulSet set) {
            var spec = set.getSpec();
            return spec == null
                    ? bare(event, object, remarks)
                    : put(event, object, spec.getSelector(), spec.getTemplate(), spec.getReplicas(), remarks);
        }
        if (object instanceof ReplicaSet set) {
            var spec = set.getSpec();
            return spec == null
                    ? bare(event, object, remarks)
                    : put(event, object, spec.getSelector(), spec.getTemplate(), spec.getReplicas(), remarks);
        }
        if (object instanceof DaemonSet set) {
            Integer pods = set.getStatus() == null ? null : set.getStatus().getDesiredNumberScheduled();
            var spec = set.getSpec();
            // The cluster decides on the number: none is known until it has.
            return spec == null
                    ? bare(event, object, remarks)
                    : put(event, object, spec.getSelector(), spec.getTemplate(), Absent.orZero(pods), remarks);
        }
        if (object instanceof ReplicationController controller) {
            var spec = controller.getSpec();
            return spec == null
                    ? bare(event, object, remarks)
                    : put(event, object, equality(spec), spec.getTemplate(), spec.getReplicas(), remarks);
        }
        if (object instanceof Job job) {
            return job(event, object, job.getSpec(), remarks);
        }
        if (object instanceof CronJob job) {
            var template = job.getSpec() == null ? null : job.getSpec().getJobTemplate();
            return job(event, object, template == null ? null : template.getSpec(), remarks);
        }
        return false;
    }

    private static boolean job(
            InventoryEvent.Builder event, HasMetadata object, @Nullable JobSpec spec, Remarks remarks) {
        return spec == null
                ? bare(event, object, remarks)
                : put(event, object, spec.getSelector(), spec.getTemplate(), spec.getParallelism(), remarks);
    }

    private static boolean bare(InventoryEvent.Builder event, HasMetadata object, Remarks remarks) {
        remarks.add("spec", "", "is missing", "the workload is known by its name alone");
        return put(event, object, null, null, null, remarks);
    }

    private static boolean put(
            InventoryEvent.Builder event,
            HasMetadata object,
            @Nullable LabelSelector selector,
            @Nullable PodTemplateSpec template,
            @Nullable Integer replicas,
            Remarks remarks) {
        Workload.Builder body = Workload.newBuilder()
                .setWorkloadKind(object.getKind())
                .addAllOwners(OwnerReferences.of(object.getMetadata()))
                // apps/v1, batch/v1: one pod where nothing is said.
                .setReplicas(replicas == null ? 1 : Math.max(0, replicas));
        if (selector != null) {
            body.setSelector(selector(selector));
        }
        if (template != null) {
            String path = object instanceof CronJob ? "spec.jobTemplate.spec.template.spec" : "spec.template.spec";
            body.addAllPorts(Ports.of(path, template.getSpec(), remarks));
            if (template.getMetadata() != null) {
                body.putAllTemplateLabels(Absent.orNone(template.getMetadata().getLabels()));
            }
        }
        event.setWorkload(body);
        return true;
    }

    private static LabelSelector equality(io.fabric8.kubernetes.api.model.ReplicationControllerSpec spec) {
        LabelSelector selector = new LabelSelector();
        selector.setMatchLabels(spec.getSelector());
        return selector;
    }

    private static Selector selector(LabelSelector selector) {
        Selector.Builder body = Selector.newBuilder().putAllMatchLabels(Absent.orNone(selector.getMatchLabels()));
        for (LabelSelectorRequirement requirement : Absent.orNone(selector.getMatchExpressions())) {
            body.addMatchExpressions(Requirement.newBuilder()
                    .setKey(Absent.orEmpty(requirement.getKey()))
                    .setOperator(Absent.orEmpty(requirement.getOperator()))
                    .addAllValues(Absent.orNone(requirement.getValues())));
        }
        return body.build();
    }
}
