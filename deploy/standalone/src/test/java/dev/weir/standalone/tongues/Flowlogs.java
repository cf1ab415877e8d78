package dev.weir.standalone.tongues;

import com.google.protobuf.Timestamp;
import dev.weir.exporters.pbflow.Direction;
import dev.weir.exporters.pbflow.IP;
import dev.weir.exporters.pbflow.Network;
import dev.weir.exporters.pbflow.Record;
import dev.weir.exporters.pbflow.Transport;
import dev.weir.formats.Format;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * NetObserv: its agent's Protobuf, and the pipeline's JSON that has the Kubernetes names. A record a direction; the agent
 * notes a packet with SYN and ACK by a bit of its own, and neither of the two.
 */
final class Flowlogs {
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x100;
    private static final int RST_ACK = 0x400;

    private Flowlogs() {}

    static Tongue pipeline() {
        return new JsonTongue(
                Format.NETOBSERV_JSON, c -> JsonTongue.directions(c).map(reply -> object(c, reply)));
    }

    static Tongue agent() {
        return new Tongue() {
            @Override
            public Format format() {
                return Format.NETOBSERV_PBFLOW;
            }

            @Override
            public List<byte[]> tell(List<Conversation> conversations) {
                return conversations.stream()
                        .flatMap(c -> JsonTongue.directions(c).map(reply -> record(c, reply)))
                        .map(Record::toByteArray)
                        .toList();
            }
        };
    }

    /** The OR of what the agent noted of each packet. */
    private static int noted(Conversation c, boolean reply) {
        return switch (c.flags(reply)) {
            case 0 -> 0;
            case 0x14 -> RST_ACK;
            case 0x02 -> SYN;
            default -> reply ? SYN_ACK | 0x19 : SYN | 0x19;
        };
    }

    private static ObjectNode object(Conversation c, boolean reply) {
        ObjectNode flow = JsonTongue.JSON.createObjectNode();
        flow.put("AgentIP", "10.0.0.11").put("Etype", c.etherType()).put("Proto", c.protocol());
        if (c.protocol() == Conversation.ICMP) {
            flow.put("IcmpType", reply ? 0 : 8).put("IcmpCode", 0);
        } else {
            flow.put("SrcPort", c.portFrom(reply)).put("DstPort", c.portTo(reply));
        }
        if (c.protocol() == Conversation.TCP) {
            flow.put("Flags", noted(c, reply));
        }
        end(flow, "Src", c.from(reply));
        end(flow, "Dst", c.to(reply));
        return flow.put("FlowDirection", 2)
                .put("TimeFlowStartMs", c.startMs() + (reply ? 1 : 0))
                .put("TimeFlowEndMs", c.endMs())
                .put("TimeReceived", c.endMs() / 1000)
                .put("Packets", c.packets(reply))
                .put("Bytes", c.bytes(reply))
                .put("Sampling", 1);
    }

    private static void end(ObjectNode flow, String prefix, Party party) {
        flow.put(prefix + "Addr", party.ip());
        if (party.isPod()) {
            flow.put(prefix + "K8S_Type", "Pod")
                    .put(prefix + "K8S_Name", party.pod())
                    .put(prefix + "K8S_Namespace", party.namespace())
                    .put(prefix + "K8S_OwnerType", "Deployment")
                    .put(prefix + "K8S_OwnerName", party.workload())
                    .put(prefix + "K8S_HostName", party.node());
        } else if (!party.node().isEmpty()) {
            flow.put(prefix + "K8S_Type", "Node").put(prefix + "K8S_Name", party.node());
        }
    }

    private static Record record(Conversation c, boolean reply) {
        Transport.Builder transport = Transport.newBuilder().setProtocol(c.protocol());
        if (c.protocol() != Conversation.ICMP) {
            transport.setSrcPort(c.portFrom(reply)).setDstPort(c.portTo(reply));
        }
        Record.Builder record = Record.newBuilder()
                .setEthProtocol(c.etherType())
                .setDirection(Direction.INGRESS)
                .setTimeFlowStart(time(c.startMs() + (reply ? 1 : 0)))
                .setTimeFlowEnd(time(c.endMs()))
                .setNetwork(Network.newBuilder().setSrcAddr(ip(c.from(reply))).setDstAddr(ip(c.to(reply))))
                .setTransport(transport)
                .setBytes(c.bytes(reply))
                .setPackets(c.packets(reply))
                .setInterface("eth0")
                .setAgentIp(IP.newBuilder().setIpv4(0x0A00000B))
                .setFlags(noted(c, reply))
                .setSampling(1);
        if (c.protocol() == Conversation.ICMP) {
            record.setIcmpType(reply ? 0 : 8);
        }
        return record.build();
    }

    private static IP ip(Party party) {
        byte[] bytes = World.bytes(party.ip()).toByteArray();
        return bytes.length == 4
                ? IP.newBuilder()
                        .setIpv4((bytes[0] & 0xff) << 24
                                | (bytes[1] & 0xff) << 16
                                | (bytes[2] & 0xff) << 8
                                | bytes[3] & 0xff)
                        .build()
                : IP.newBuilder().setIpv6(World.bytes(party.ip())).build();
    }

    private static Timestamp time(long ms) {
        return Timestamp.newBuilder()
                .setSeconds(ms / 1000)
                .setNanos((int) (ms % 1000) * 1_000_000)
                .build();
    }
}
