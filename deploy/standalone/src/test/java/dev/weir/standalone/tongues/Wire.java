package dev.weir.standalone.tongues;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.Format;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Exporters that watch the wire and know addresses only: pmacct, goflow2, a router's IPFIX. A record a direction. */
final class Wire {
    private static final Field[] REST = {
        Field.of(7, 2),
        Field.of(11, 2),
        Field.of(4, 1),
        Field.of(6, 2),
        Field.of(2, 8),
        Field.of(1, 8),
        Field.of(152, 8),
        Field.of(153, 8)
    };
    private static final Layout FOUR = layout(256, Field.of(8, 4), Field.of(12, 4));
    private static final Layout SIX = layout(257, Field.of(27, 16), Field.of(28, 16));
    private static final int ICMP_ECHO = 8 << 8;

    private Wire() {}

    static Tongue pmacct() {
        return new JsonTongue(Format.PMACCT_JSON, c -> JsonTongue.directions(c).map(reply -> purge(c, reply)));
    }

    static Tongue goflow2() {
        return new JsonTongue(Format.GOFLOW2_JSON, c -> JsonTongue.directions(c).map(reply -> message(c, reply)));
    }

    static Tongue ipfix() {
        return new Tongue() {
            @Override
            public Format format() {
                return Format.IPFIX;
            }

            /** In one value, for the order of an exporter's messages is the order of its sequence numbers. */
            @Override
            public List<byte[]> tell(List<Conversation> conversations) {
                List<byte[]> values = new ArrayList<>();
                long sequence = 0;
                for (Conversation c : conversations) {
                    Layout layout = c.isIpv6() ? SIX : FOUR;
                    List<List<?>> rows = new ArrayList<>();
                    JsonTongue.directions(c).forEach(reply -> rows.add(row(c, reply)));
                    values.add(SetsMessage.ipfix(1, sequence, c.endMs() / 1000)
                            .templates(layout)
                            .data(layout, rows)
                            .toBytes());
                    sequence += rows.size();
                }
                return values;
            }
        };
    }

    private static Layout layout(int id, Field source, Field destination) {
        List<Field> fields = new ArrayList<>(List.of(source, destination));
        fields.addAll(List.of(REST));
        return new Layout(id, 0, fields);
    }

    private static List<?> row(Conversation c, boolean reply) {
        boolean echo = c.protocol() == Conversation.ICMP;
        return List.of(
                World.bytes(c.from(reply).ip()).toByteArray(),
                World.bytes(c.to(reply).ip()).toByteArray(),
                c.portFrom(reply),
                echo && !reply ? ICMP_ECHO : c.portTo(reply),
                c.protocol(),
                c.flags(reply),
                c.packets(reply),
                c.bytes(reply),
                c.startMs() + (reply ? 1 : 0),
                c.endMs());
    }

    private static ObjectNode purge(Conversation c, boolean reply) {
        return JsonTongue.JSON
                .createObjectNode()
                .put("event_type", "purge")
                .put("ip_src", c.from(reply).ip())
                .put("ip_dst", c.to(reply).ip())
                .put("port_src", c.portFrom(reply))
                .put("port_dst", c.portTo(reply))
                .put("tcp_flags", Integer.toString(c.flags(reply)))
                .put("ip_proto", name(c.protocol()))
                .put(
                        "timestamp_min",
                        Instant.ofEpochMilli(c.startMs() + (reply ? 1 : 0)).toString())
                .put("timestamp_max", Instant.ofEpochMilli(c.endMs()).toString())
                .put("packets", c.packets(reply))
                .put("bytes", c.bytes(reply));
    }

    private static String name(int protocol) {
        return switch (protocol) {
            case Conversation.ICMP -> "icmp";
            case Conversation.TCP -> "tcp";
            case Conversation.UDP -> "udp";
            default -> "sctp";
        };
    }

    private static ObjectNode message(Conversation c, boolean reply) {
        ObjectNode message = JsonTongue.JSON
                .createObjectNode()
                .put("type", "IPFIX")
                .put("sampler_address", "10.0.0.1")
                .put("src_addr", c.from(reply).ip())
                .put("dst_addr", c.to(reply).ip())
                .put("src_port", c.portFrom(reply))
                .put("dst_port", c.portTo(reply))
                .put("etype", c.isIpv6() ? "IPv6" : "IPv4")
                .put(
                        "proto",
                        c.protocol() == Conversation.SCTP
                                ? "SCTP"
                                : name(c.protocol()).toUpperCase(java.util.Locale.ROOT))
                .put("tcp_flags", c.flags(reply))
                .put("sampling_rate", 1)
                .put("packets", c.packets(reply))
                .put("bytes", c.bytes(reply))
                .put("time_flow_start_ns", (c.startMs() + (reply ? 1 : 0)) * 1_000_000)
                .put("time_flow_end_ns", c.endMs() * 1_000_000)
                .put("time_received_ns", c.endMs() * 1_000_000);
        if (c.protocol() == Conversation.ICMP) {
            message.put("icmp_type", reply ? 0 : 8).put("icmp_code", 0);
        }
        return message;
    }
}
