package dev.weir.traffic.edge;

import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.evidence.Openings;
import dev.weir.traffic.identity.Entities;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.QuarantineReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Why an edge makes no rule yet. Held edges are reported, never dropped and never allowed. */
public final class Admissions {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;

    private Admissions() {}

    /** The reasons to hold the edge, sorted; empty where it may make a rule. */
    public static List<QuarantineReason> reasonsToHold(EdgeKey key, EdgeEvidence evidence, AdmissionSettings settings) {
        Set<QuarantineReason> reasons = EnumSet.noneOf(QuarantineReason.class);
        identity(key.getClient(), QuarantineReason.CLIENT_UNKNOWN, reasons);
        identity(key.getServer(), QuarantineReason.SERVER_UNKNOWN, reasons);
        expressible(key, reasons);
        orientation(evidence, settings, reasons);
        answered(key, evidence, settings, reasons);
        declared(key, evidence, settings, reasons);
        if (evidence.getDenied() > 0 || evidence.getWouldDeny() > 0) {
            reasons.add(QuarantineReason.DENIED);
        }
        if (settings.neverAllow().stream().anyMatch(entry -> entry.matches(key))) {
            reasons.add(QuarantineReason.NEVER_ALLOW);
        }
        if (!Recurrence.isEnough(evidence.getDaysList(), settings)) {
            reasons.add(QuarantineReason.FEW_DAYS);
        }
        return List.copyOf(reasons);
    }

    private static void identity(Entity entity, QuarantineReason unknown, Set<QuarantineReason> reasons) {
        switch (entity.getKind()) {
            case ENTITY_UNKNOWN -> reasons.add(unknownBecause(entity, unknown));
            case ENTITY_SERVICE -> reasons.add(QuarantineReason.SERVICE_ADDRESS);
            case ENTITY_NODE -> {
                if (entity.getIp().isEmpty()) {
                    reasons.add(QuarantineReason.REMOTE_NODE_UNNAMED);
                }
            }
            default -> {
                // Everybody else can be named in a rule.
            }
        }
    }

    private static QuarantineReason unknownBecause(Entity entity, QuarantineReason unknown) {
        return switch (entity.getName()) {
            case Entities.AMBIGUOUS -> QuarantineReason.IDENTITY_AMBIGUOUS;
            case Entities.MORE -> QuarantineReason.TOO_MANY_PEERS;
            default -> unknown;
        };
    }

    private static void expressible(EdgeKey key, Set<QuarantineReason> reasons) {
        int protocol = key.getIpProtocol();
        if (protocol != TCP && protocol != UDP && protocol != SCTP) {
            reasons.add(QuarantineReason.NOT_EXPRESSIBLE);
        } else if (key.getPort() == 0) {
            reasons.add(QuarantineReason.PORT_MASKED);
        }
    }

    /** Ports alone need a second witness: several client ports, or one connection that the client was seen to begin. */
    private static void orientation(EdgeEvidence evidence, AdmissionSettings settings, Set<QuarantineReason> reasons) {
        boolean untold = evidence.getBasis() == OrientationBasis.BASIS_NONE;
        if (!untold && evidence.getBasis() != OrientationBasis.BASIS_PORT_HEURISTIC) {
            return;
        }
        Openings.Answer pairs = Openings.answer(evidence);
        boolean severalPorts = evidence.getClientPortsCount() >= settings.witnessesForPorts();
        boolean witnessed =
                pairs == Openings.Answer.CLIENT_BEGAN || (!untold && severalPorts && pairs == Openings.Answer.NONE);
        if (!witnessed) {
            reasons.add(untold ? QuarantineReason.DIRECTION_UNKNOWN : QuarantineReason.WEAK_ORIENTATION);
        }
    }

    /** A SYN without an answer is an attempt. */
    private static void answered(
            EdgeKey key, EdgeEvidence evidence, AdmissionSettings settings, Set<QuarantineReason> reasons) {
        boolean answers = key.getIpProtocol() == TCP || key.getIpProtocol() == SCTP;
        if (answers && settings.requireAnswer() && !evidence.getAnswered()) {
            reasons.add(QuarantineReason.UNANSWERED);
        }
    }

    /** A datagram without an answer is traffic only where the port is declared; settings may ask that of all. */
    private static void declared(
            EdgeKey key, EdgeEvidence evidence, AdmissionSettings settings, Set<QuarantineReason> reasons) {
        boolean toWorkload = key.getServer().getKind() == EntityKind.ENTITY_WORKLOAD;
        boolean oneWayDatagrams = key.getIpProtocol() == UDP && !evidence.getAnswered();
        boolean mustBeDeclared = oneWayDatagrams || (settings.requireDeclaredPort() && toWorkload);
        if (mustBeDeclared && !(toWorkload && evidence.getDeclared())) {
            reasons.add(QuarantineReason.UNDECLARED_PORT);
        }
    }
}
