package dev.weir.formats.netobserv;

import dev.weir.v1.Direction;
import dev.weir.v1.DropClass;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.List;

/**
 * What the network did to the flow, as far as the record tells: access lists of OVN-Kubernetes say which policy decided,
 * and the kernel's drop reasons say why packets were lost.
 *
 * @param reason the producer's own word
 */
record Judgement(Verdict verdict, VerdictSide side, DropClass dropClass, String reason) {

    static Judgement of(RawFlow flow) {
        if (decided(flow.policies, PolicyAction.ACTION_DENY)) {
            return denied(flow);
        }
        boolean dropped = flow.droppedPackets != 0 || flow.droppedBytes != 0;
        if (dropped && isFilter(flow.dropCause)) {
            return new Judgement(
                    Verdict.VERDICT_DENIED, VerdictSide.SIDE_NONE, DropClass.POLICY_EXPLICIT_DENY, flow.dropCause);
        }
        if (dropped && isNothingLeft(flow)) {
            return new Judgement(Verdict.VERDICT_FAULT, VerdictSide.SIDE_NONE, DropClass.NON_POLICY, flow.dropCause);
        }
        boolean allowed = decided(flow.policies, PolicyAction.ACTION_ALLOW);
        VerdictSide side = allowed ? side(flow.policies, PolicyAction.ACTION_ALLOW) : VerdictSide.SIDE_NONE;
        Verdict verdict = allowed ? Verdict.VERDICT_ALLOWED : Verdict.VERDICT_OBSERVED;
        return new Judgement(verdict, side, DropClass.NOT_DROPPED, flow.dropCause);
    }

    /** A NetworkPolicy only ever allows, so where one is named for a drop it was the default under it. */
    private static Judgement denied(RawFlow flow) {
        boolean byDefault = flow.policies.stream()
                .filter(hit -> hit.getAction() == PolicyAction.ACTION_DENY)
                .allMatch(hit ->
                        hit.getKind().equals("NetworkPolicy") || hit.getKind().equals("NetpolNamespace"));
        return new Judgement(
                Verdict.VERDICT_DENIED,
                side(flow.policies, PolicyAction.ACTION_DENY),
                byDefault ? DropClass.POLICY_DEFAULT_DENY : DropClass.POLICY_EXPLICIT_DENY,
                flow.dropCause.isEmpty() ? "drop" : flow.dropCause);
    }

    private static boolean decided(List<PolicyHit> policies, PolicyAction action) {
        return policies.stream().anyMatch(hit -> hit.getAction() == action);
    }

    private static VerdictSide side(List<PolicyHit> policies, PolicyAction action) {
        boolean ingress = false;
        boolean egress = false;
        for (PolicyHit hit : policies) {
            ingress |= hit.getAction() == action && hit.getDirection() == Direction.DIRECTION_INGRESS;
            egress |= hit.getAction() == action && hit.getDirection() == Direction.DIRECTION_EGRESS;
        }
        if (ingress && egress) {
            return VerdictSide.SIDE_BOTH;
        }
        if (ingress) {
            return VerdictSide.SIDE_INGRESS;
        }
        return egress ? VerdictSide.SIDE_EGRESS : VerdictSide.SIDE_NONE;
    }

    /** A packet filter or a flow table dropped it on purpose (include/net/dropreason-core.h, Open vSwitch's drop.h). */
    private static boolean isFilter(String cause) {
        return cause.endsWith("NETFILTER_DROP")
                || cause.equals("OVS_DROP_EXPLICIT")
                || cause.equals("OVS_DROP_EXPLICIT_WITH_ERROR")
                || cause.startsWith("NetworkEvent_");
    }

    /** Whether as many packets were dropped as were counted; otherwise the flow lost some and lived. */
    private static boolean isNothingLeft(RawFlow flow) {
        long packets = flow.packets == null ? 0 : flow.packets;
        return Long.compareUnsigned(flow.droppedPackets, packets) >= 0;
    }
}
