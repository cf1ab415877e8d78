package dev.weir.standalone.tongues;

import dev.weir.formats.Format;
import dev.weir.standalone.tongues.Conversation.Outcome;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** CNIs that follow connections: Antrea's flow aggregator, Calico's Goldmane. A record a connection, or fewer. */
final class Cni {
    private Cni() {}

    static Tongue antrea() {
        return new JsonTongue(Format.ANTREA_JSON, c -> Stream.of(connection(c)));
    }

    static Tongue goldmane() {
        return new JsonTongue(Format.CALICO_GOLDMANE, c -> Stream.of(true, false)
                .filter(bySource -> (bySource ? c.client() : c.server()).isPod())
                .map(bySource -> window(c, bySource)));
    }

    private static ObjectNode connection(Conversation c) {
        ObjectNode record = JsonTongue.JSON.createObjectNode();
        ObjectNode flow = record.putObject("ipfix");
        String family = c.isIpv6() ? "IPv6Address" : "IPv4Address";
        flow.put("source" + family, c.client().ip())
                .put("destination" + family, c.server().ip());
        flow.put("sourceTransportPort", c.clientPort())
                .put("destinationTransportPort", c.port())
                .put("protocolIdentifier", c.protocol())
                .put("flowStartSeconds", c.startMs() / 1000)
                .put("flowEndSeconds", c.endMs() / 1000)
                .put("packetDeltaCount", c.packets(false))
                .put("octetDeltaCount", c.bytes(false))
                .put("reversePacketDeltaCount", c.hasReply() ? c.packets(true) : 0)
                .put("reverseOctetDeltaCount", c.hasReply() ? c.bytes(true) : 0)
                .put("flowType", type(c));
        if (c.protocol() == Conversation.TCP) {
            flow.put("tcpState", c.outcome() == Outcome.REFUSED ? "CLOSE" : "TIME_WAIT");
        }
        pod(flow, "source", c.client());
        pod(flow, "destination", c.server());
        return record.put(
                "@timestamp", java.time.Instant.ofEpochMilli(c.endMs()).toString());
    }

    /** 1 within a node, 2 between nodes, 3 to outside of the pods, 4 from there. */
    private static int type(Conversation c) {
        if (!c.server().isPod()) {
            return 3;
        }
        if (!c.client().isPod()) {
            return 4;
        }
        return c.client().node().equals(c.server().node()) ? 1 : 2;
    }

    private static void pod(ObjectNode flow, String prefix, Party party) {
        flow.put(prefix + "PodName", party.pod())
                .put(prefix + "PodNamespace", party.namespace())
                .put(prefix + "NodeName", party.isPod() ? party.node() : "");
    }

    private static ObjectNode window(Conversation c, boolean bySource) {
        ObjectNode flow = JsonTongue.JSON.createObjectNode();
        ObjectNode key = flow.putObject("Key");
        end(key, "source_", c.client());
        end(key, "dest_", c.server());
        key.put("dest_port", c.port())
                .put(
                        "proto",
                        switch (c.protocol()) {
                            case Conversation.ICMP -> "icmp";
                            case Conversation.TCP -> "tcp";
                            case Conversation.UDP -> "udp";
                            default -> "sctp";
                        })
                .put("reporter", bySource ? 1 : 2)
                .put("action", 1)
                .putObject("policies");
        labels(flow, "source_labels", c.client());
        labels(flow, "dest_labels", c.server());
        int there = c.packets(false);
        int back = c.hasReply() ? c.packets(true) : 0;
        return flow.put("start_time", c.startMs() / 15_000 * 15)
                .put("end_time", c.startMs() / 15_000 * 15 + 15)
                .put("packets_in", bySource ? back : there)
                .put("packets_out", bySource ? there : back)
                .put("bytes_in", bySource && !c.hasReply() ? 0 : c.bytes(bySource))
                .put("bytes_out", bySource || c.hasReply() ? c.bytes(!bySource) : 0)
                .put("num_connections_started", 1)
                .put("num_connections_live", 1);
    }

    private static void end(ObjectNode key, String prefix, Party party) {
        switch (party.kind()) {
            case POD ->
                key.put(prefix + "name", party.pod().substring(0, party.pod().lastIndexOf('-')) + "-*")
                        .put(prefix + "namespace", party.namespace())
                        .put(prefix + "type", 1);
            case NODE, API_SERVER ->
                key.put(prefix + "name", party.node())
                        .put(prefix + "namespace", "")
                        .put(prefix + "type", 2);
            case OUTSIDE ->
                key.put(prefix + "name", "pub").put(prefix + "namespace", "").put(prefix + "type", 4);
        }
    }

    private static void labels(ObjectNode flow, String member, Party party) {
        if (party.isPod()) {
            flow.putArray(member).add("app=" + party.workload());
        }
    }
}
