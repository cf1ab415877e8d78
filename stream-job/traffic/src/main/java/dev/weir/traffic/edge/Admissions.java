package dev.weir.traffic.edge;

import com.google.protobuf.ByteString;
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
    /** Different client ports that must have met one server port before ports alone are believed. */
    static final int WITNESSES_FOR_PORTS = 3;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;

    /** Where clouds hand out credentials to whoever asks: 169.254.169.254 and fd00:ec2::254. */
    private static final Set<ByteString> METADATA = Set.of(
            ByteString.copyFrom(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}),
            ByteString.copyFrom(new byte[] {(byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54}));

    private Admissions() {}

    /** The reasons to hold the edge, sorted; empty where it may make a rule. */
    public static List<QuarantineReason> reasonsToHold(EdgeKey key, EdgeEvidence evidence) {
        Set<QuarantineReason> reasons = EnumSet.noneOf(QuarantineReason.class);
        identity(key.getClient(), QuarantineReason.CLIENT_UNKNOWN, reasons);
        identity(key.getServer(), QuarantineReason.SERVER_UNKNOWN, reasons);
        expressible(key, reasons);
        orientation(evidence, reasons);
        answered(key, evidence, reasons);
        if (evidence.getDenied() > 0 || evidence.getWouldDeny() > 0) {
            reasons.add(QuarantineReason.DENIED);
        }
        if (METADATA.contains(key.getServer().getIp())) {
            reasons.add(QuarantineReason.NEVER_ALLOW);
        }
        return List.copyOf(reasons);
    }

    private static void identity(Entity entity, QuarantineReason unknown, Set<QuarantineReason> reasons) {
        switch (entity.getKind()) {
            case ENTITY_UNKNOWN ->
                reasons.add(
                        entity.getName().equals(Entities.AMBIGUOUS) ? QuarantineReason.IDENTITY_AMBIGUOUS : unknown);
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

    private static void expressible(EdgeKey key, Set<QuarantineReason> reasons) {
        int protocol = key.getIpProtocol();
        if (protocol != TCP && protocol != UDP && protocol != SCTP) {
            reasons.add(QuarantineReason.NOT_EXPRESSIBLE);
        } else if (key.getPort() == 0) {
            reasons.add(QuarantineReason.PORT_MASKED);
        }
    }

    private static void orientation(EdgeEvidence evidence, Set<QuarantineReason> reasons) {
        if (evidence.getBasis() == OrientationBasis.BASIS_NONE) {
            reasons.add(QuarantineReason.DIRECTION_UNKNOWN);
        }
        boolean portsAlone = evidence.getBasis() == OrientationBasis.BASIS_PORT_HEURISTIC;
        if (portsAlone && evidence.getClientPortsCount() < WITNESSES_FOR_PORTS) {
            reasons.add(QuarantineReason.WEAK_ORIENTATION);
        }
    }

    /** A SYN without an answer is an attempt; a datagram without one is traffic only where the port is declared. */
    private static void answered(EdgeKey key, EdgeEvidence evidence, Set<QuarantineReason> reasons) {
        if (evidence.getAnswered()) {
            return;
        }
        if (key.getIpProtocol() == TCP || key.getIpProtocol() == SCTP) {
            reasons.add(QuarantineReason.UNANSWERED);
        }
        boolean declaredInCluster = evidence.getDeclared() && key.getServer().getKind() == EntityKind.ENTITY_WORKLOAD;
        if (key.getIpProtocol() == UDP && !declaredInCluster) {
            reasons.add(QuarantineReason.UNDECLARED_PORT);
        }
    }
}
