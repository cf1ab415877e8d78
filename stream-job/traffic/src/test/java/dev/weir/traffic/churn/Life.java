package dev.weir.traffic.churn;

import dev.weir.traffic.Flows;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What really became of one pod. Times are seconds since the model began, by a clock that is right.
 *
 * @param created the object was made
 * @param started its node took it up
 * @param addressed it got its address
 * @param running a container ran; from now on it sends
 * @param asked its deletion was asked for; infinite for a Job, which completes and is never deleted
 * @param ended its containers had ended; until now it sends
 */
record Life(
        int number,
        String ip,
        ClusterNode node,
        double created,
        double started,
        double addressed,
        double running,
        double asked,
        double ended) {
    private static final double GRACE = 30;
    private static final long SECOND = 1_000_000_000L;

    /** An event, and when the inventory tells it. */
    record Told(double at, InventoryEvent event) {}

    String workload() {
        return "workload-" + number;
    }

    String uid() {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    boolean isJob() {
        return Double.isInfinite(asked);
    }

    /** What the API says of it and when it is heard, each up to so many seconds late, in order. */
    List<Told> inventory(Random random, double latest) {
        List<Told> told = new ArrayList<>();
        double heard = addressed + random.nextDouble() * latest;
        told.add(new Told(heard, event(0, 0, 0)));
        heard = Math.max(heard, running + random.nextDouble() * latest);
        told.add(new Told(heard, event(node.reads(running), 0, 0)));
        if (isJob()) {
            heard = Math.max(heard, ended + random.nextDouble() * latest);
            long stopped = node.reads(ended);
            told.add(new Told(heard, event(node.reads(running), stopped, stopped)));
            return told;
        }
        // The deletion timestamp lies in the future, by the grace period; the object goes when the pod has ended.
        long deletion = whole(asked + GRACE);
        heard = Math.max(heard, asked + random.nextDouble() * latest);
        told.add(new Told(heard, terminating(event(node.reads(running), deletion, 0))));
        heard = Math.max(heard, ended + random.nextDouble() * latest);
        long removed = nanos(ended + 0.1 + random.nextDouble());
        told.add(new Told(heard, event(node.reads(running), removed, 0)));
        return told;
    }

    private static InventoryEvent terminating(InventoryEvent event) {
        InventoryEvent.Builder terminating = event.toBuilder();
        terminating.getPodBuilder().setTerminating(true);
        return terminating.build();
    }

    private InventoryEvent event(long runningBy, long to, long stopped) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setKind("Pod")
                .setNamespace("churn")
                .setName("pod-" + number)
                .setUid(uid())
                .setValidFromNs(whole(created))
                .setValidToNs(to)
                .setPod(Pod.newBuilder()
                        .putLabels("app", workload())
                        .addIps(Flows.ip(ip))
                        .setNodeName(node.name())
                        .setWorkloadKind(isJob() ? "Job" : "Deployment")
                        .setWorkloadName(workload())
                        .setStartedNs(node.reads(started))
                        .setRunningByNs(runningBy)
                        .setStoppedNs(stopped))
                .build();
    }

    static long nanos(double second) {
        return Flows.NOON_NS + (long) (second * SECOND);
    }

    /** As the API writes times: whole seconds, cut off. */
    static long whole(double second) {
        long nanos = nanos(second);
        return nanos - nanos % SECOND;
    }
}
