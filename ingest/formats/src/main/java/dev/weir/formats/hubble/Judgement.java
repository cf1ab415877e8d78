package dev.weir.formats.hubble;

import dev.weir.v1.DropClass;
import dev.weir.v1.Verdict;

/**
 * What Hubble's verdict is worth to a policy.
 *
 * <p>FORWARDED says that a point passed a packet on; only a policy verdict event says that a rule let it. DROPPED is a
 * refusal only if a policy's absence (POLICY_DENIED) or a deny rule (POLICY_DENY) made it; all else, such as a routing
 * failure or authentication that has not finished, is a fault and says nothing about who may talk to whom.
 *
 * @param reason Hubble's own word or number
 */
record Judgement(Verdict verdict, DropClass dropClass, String reason) {

    static Judgement of(RawFlow flow) {
        String word = flow.verdict;
        if (word == null) {
            return plain(Verdict.VERDICT_UNKNOWN, "");
        }
        return switch (word) {
            case "FORWARDED", "1" -> plain(forwarded(flow), word);
            case "REDIRECTED", "5" -> plain(Verdict.VERDICT_ALLOWED, word);
            case "DROPPED", "2" -> dropped(flow, word);
            case "AUDIT", "4" -> plain(Verdict.VERDICT_WOULD_DENY, word);
            case "TRANSLATED", "7" -> plain(Verdict.VERDICT_TRANSLATED, word);
            case "ERROR", "3" -> new Judgement(Verdict.VERDICT_FAULT, DropClass.NON_POLICY, word);
            // TRACED, VERDICT_UNKNOWN, Retina's 15 (retransmission) and 16 (DNS), and what is not invented yet.
            default -> plain(Verdict.VERDICT_UNKNOWN, word);
        };
    }

    boolean isPolicyDenial() {
        return verdict == Verdict.VERDICT_DENIED;
    }

    private static Verdict forwarded(RawFlow flow) {
        return EventKind.of(flow) == EventKind.POLICY_VERDICT ? Verdict.VERDICT_ALLOWED : Verdict.VERDICT_OBSERVED;
    }

    /** Drop reasons of bpf/lib/common.h. */
    private static Judgement dropped(RawFlow flow, String word) {
        String reason = dropReason(flow);
        return switch (reason) {
            case "POLICY_DENIED", "133" -> denied(DropClass.POLICY_DEFAULT_DENY, reason);
            case "POLICY_DENY", "181" -> denied(DropClass.POLICY_EXPLICIT_DENY, reason);
            case "" -> new Judgement(Verdict.VERDICT_FAULT, DropClass.NON_POLICY, word);
            default -> new Judgement(Verdict.VERDICT_FAULT, DropClass.NON_POLICY, reason);
        };
    }

    /** The description, else the deprecated number, else the number that a drop event has as its sub-type. */
    private static String dropReason(RawFlow flow) {
        String unknown = "DROP_REASON_UNKNOWN";
        if (flow.dropReasonDesc != null && !flow.dropReasonDesc.equals(unknown) && !flow.dropReasonDesc.equals("0")) {
            return flow.dropReasonDesc;
        }
        if (flow.dropReason != null && !flow.dropReason.equals("0")) {
            return flow.dropReason;
        }
        boolean drop = flow.eventType == 1 && flow.eventSubType != 0;
        return drop ? Integer.toString(flow.eventSubType) : "";
    }

    private static Judgement denied(DropClass dropClass, String reason) {
        return new Judgement(Verdict.VERDICT_DENIED, dropClass, reason);
    }

    private static Judgement plain(Verdict verdict, String reason) {
        return new Judgement(verdict, DropClass.NOT_DROPPED, reason);
    }
}
