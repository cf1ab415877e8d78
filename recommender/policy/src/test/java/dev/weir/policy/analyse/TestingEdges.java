package dev.weir.policy.analyse;

import com.google.protobuf.ByteString;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edges written as the project prints them, one a line; {@code denied} at the end for one that was not let through. */
final class TestingEdges {

    private static final Pattern LINE = Pattern.compile("(\\S+) => (\\S+) : (\\S+) (\\d+)( denied)?");
    private static final Pattern WORKLOAD = Pattern.compile("(.+)/(.+)\\[(.+)]");

    private TestingEdges() {}

    static List<ObservedEdge> parse(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(TestingEdges::edge)
                .toList();
    }

    static ObservedEdge edge(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        boolean denied = matcher.group(5) != null;
        return ObservedEdge.newBuilder()
                .setKey(EdgeKey.newBuilder()
                        .setClient(entity(matcher.group(1)))
                        .setServer(entity(matcher.group(2)))
                        .setIpProtocol(Protocol.valueOf(matcher.group(3)).number())
                        .setPort(Integer.parseInt(matcher.group(4))))
                .setEvidence(EdgeEvidence.newBuilder()
                        .setAnswered(!denied)
                        .setDenied(denied ? 3 : 0)
                        .setSeenByClientSide(3)
                        .addDays(20_000))
                .setAdmission(denied ? Admission.QUARANTINED : Admission.ACCEPTED)
                .build();
    }

    private static Entity entity(String text) {
        Matcher workload = WORKLOAD.matcher(text);
        if (workload.matches()) {
            return Entity.newBuilder()
                    .setKind(EntityKind.ENTITY_WORKLOAD)
                    .setNamespace(workload.group(1))
                    .setName(workload.group(2))
                    .setWorkloadKind(workload.group(3))
                    .build();
        }
        if (text.startsWith("node:")) {
            return Entity.newBuilder()
                    .setKind(EntityKind.ENTITY_NODE)
                    .setName(text.substring("node:".length()))
                    .build();
        }
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_EXTERNAL_IP)
                .setIp(ByteString.copyFrom(bytes(text)))
                .build();
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
