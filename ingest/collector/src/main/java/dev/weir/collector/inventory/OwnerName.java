package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.OwnerRef;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a controller tells of the one above it, where the controller itself is not known. A Deployment names
 * its ReplicaSets {@code <deployment>-<pod-template-hash>} and sets that hash as a label on the pods (Kubernetes,
 * pkg/controller/deployment/sync.go). A CronJob names its Jobs {@code <cronjob>-<scheduled time in minutes since the
 * epoch>} (pkg/controller/cronjob/utils.go), which lies just before the pod's creation.
 */
final class OwnerName {
    private static final Pattern SCHEDULED = Pattern.compile("(?<cronJob>.+)-(?<minutes>\\d{8})");
    private static final long LONGEST_START_MINUTES = Duration.ofDays(1).toMinutes();
    private static final long NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();

    private OwnerName() {}

    /** The controller above, if its name is certain; otherwise the controller itself. */
    static OwnerRef above(OwnerRef controller, InventoryEvent pod) {
        if (controller.getKind().equals("ReplicaSet")) {
            String hash = pod.getPod().getLabelsOrDefault("pod-template-hash", "");
            String suffix = "-" + hash;
            String name = controller.getName();
            if (!hash.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length()) {
                return owner("Deployment", name.substring(0, name.length() - suffix.length()));
            }
        }
        if (controller.getKind().equals("Job")) {
            Matcher scheduled = SCHEDULED.matcher(controller.getName());
            if (scheduled.matches() && startedThen(Long.parseLong(scheduled.group("minutes")), pod.getValidFromNs())) {
                return owner("CronJob", scheduled.group("cronJob"));
            }
        }
        return controller;
    }

    private static boolean startedThen(long scheduledMinutes, long createdNs) {
        long created = createdNs / NANOS_A_MINUTE;
        return scheduledMinutes <= created && created - scheduledMinutes <= LONGEST_START_MINUTES;
    }

    private static OwnerRef owner(String kind, String name) {
        return OwnerRef.newBuilder()
                .setKind(kind)
                .setName(name)
                .setController(true)
                .build();
    }
}
