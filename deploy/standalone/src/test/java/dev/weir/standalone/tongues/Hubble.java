package dev.weir.standalone.tongues;

import dev.weir.formats.Format;
import dev.weir.standalone.tongues.Conversation.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Cilium's {@code flow.proto} as JSON: an event a packet, at the node of each end. */
final class Hubble {
    private Hubble() {}

    static Tongue tongue() {
        return new JsonTongue(Format.HUBBLE_JSON, Hubble::records);
    }

    private static Stream<ObjectNode> records(Conversation c) {
        List<ObjectNode> told = new ArrayList<>();
        for (Party observer : List.of(c.client(), c.server())) {
            if (observer.isPod()) {
                told.add(packet(c, observer, false, "SYN"));
                if (c.hasReply()) {
                    boolean refused = c.outcome() == Outcome.REFUSED;
                    told.add(packet(c, observer, true, refused ? "RST ACK" : "SYN ACK"));
                    if (!refused) {
                        told.add(packet(c, observer, false, "ACK"));
                    }
                }
            }
        }
        return told.stream();
    }

    private static ObjectNode packet(Conversation c, Party observer, boolean reply, String flags) {
        ObjectNode event = JsonTongue.JSON.createObjectNode();
        ObjectNode flow = event.putObject("flow");
        String time = Instant.ofEpochMilli(c.startMs()).toString();
        boolean incoming = c.to(reply).equals(observer);
        flow.put("time", time).put("verdict", "FORWARDED").put("Type", "L3_L4").put("node_name", observer.node());
        flow.putObject("IP")
                .put("source", c.from(reply).ip())
                .put("destination", c.to(reply).ip())
                .put("ipVersion", c.isIpv6() ? "IPv6" : "IPv4");
        layer4(c, reply, flags, flow.putObject("l4"));
        end(c.from(reply), flow.putObject("source"));
        end(c.to(reply), flow.putObject("destination"));
        flow.putObject("event_type").put("type", 4);
        flow.put("traffic_direction", incoming ? "INGRESS" : "EGRESS")
                .put("trace_observation_point", incoming ? "TO_ENDPOINT" : "TO_STACK")
                .put("trace_reason", reply ? "REPLY" : "NEW")
                .put("is_reply", reply);
        return event.put("node_name", observer.node()).put("time", time);
    }

    private static void layer4(Conversation c, boolean reply, String flags, ObjectNode l4) {
        if (c.protocol() == Conversation.ICMP) {
            l4.putObject("ICMPv4").put("type", reply ? 0 : 8);
            return;
        }
        String name = c.protocol() == Conversation.TCP ? "TCP" : c.protocol() == Conversation.UDP ? "UDP" : "SCTP";
        ObjectNode ports = l4.putObject(name);
        ports.put("source_port", c.portFrom(reply)).put("destination_port", c.portTo(reply));
        if (c.protocol() == Conversation.TCP) {
            ObjectNode set = ports.putObject("flags");
            for (String flag : flags.split(" ", -1)) {
                set.put(flag, true);
            }
        }
    }

    private static void end(Party party, ObjectNode end) {
        switch (party.kind()) {
            case POD -> {
                end.put("identity", 10_000 + Math.abs(party.entity().hashCode() % 10_000))
                        .put("namespace", party.namespace())
                        .put("pod_name", party.pod());
                end.putArray("labels")
                        .add("k8s:app=" + party.workload())
                        .add("k8s:io.kubernetes.pod.namespace=" + party.namespace());
                end.putArray("workloads")
                        .addObject()
                        .put("name", party.workload())
                        .put("kind", "Deployment");
            }
            case NODE -> end.put("identity", 6).putArray("labels").add("reserved:remote-node");
            case API_SERVER -> end.put("identity", 7).putArray("labels").add("reserved:kube-apiserver");
            case OUTSIDE -> end.put("identity", 2).putArray("labels").add("reserved:world");
        }
    }
}
