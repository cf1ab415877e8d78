package dev.weir.formats.hubble;

import dev.weir.formats.json.BadField;
import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import tools.jackson.core.JsonParser;

/** {@code l4}: one of the protocols, with what it has. Protojson omits a zero, so an ICMP type that is absent is 0. */
final class Layer4Reader {

    /** Protocol numbers of IANA's registry. */
    private enum Protocol {
        TCP("TCP", 6),
        UDP("UDP", 17),
        SCTP("SCTP", 132),
        ICMP_V4("ICMPv4", 1),
        ICMP_V6("ICMPv6", 58),
        VRRP("VRRP", 112),
        IGMP("IGMP", 2);

        private final String member;
        private final int number;

        Protocol(String member, int number) {
            this.member = member;
            this.number = number;
        }
    }

    private enum Field {
        SOURCE_PORT("source_port"),
        DESTINATION_PORT("destination_port"),
        FLAGS("flags"),
        TYPE("type"),
        CODE("code");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Protocol> PROTOCOLS = Members.of(Protocol.class, p -> p.member);
    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    private Layer4Reader() {}

    static void read(JsonParser in, RawFlow flow) {
        flow.l4 = true;
        PROTOCOLS.read(in, (protocol, at) -> protocol(protocol, at, flow));
    }

    private static void protocol(Protocol protocol, JsonParser in, RawFlow flow) {
        if (flow.protocol != 0) {
            throw new BadField("member \"l4\" has two protocols");
        }
        flow.protocol = protocol.number;
        switch (protocol) {
            case TCP, UDP, SCTP -> FIELDS.read(in, (field, at) -> transport(field, at, flow));
            case ICMP_V4, ICMP_V6 -> icmp(in, flow);
            case VRRP, IGMP -> in.skipChildren();
        }
    }

    private static void transport(Field field, JsonParser in, RawFlow flow) {
        switch (field) {
            case SOURCE_PORT -> flow.sourcePort = Scalars.uint16(in);
            case DESTINATION_PORT -> flow.destinationPort = Scalars.uint16(in);
            case FLAGS -> flow.tcpFlags = TcpFlags.read(in);
            case TYPE, CODE -> in.skipChildren();
        }
    }

    private static void icmp(JsonParser in, RawFlow flow) {
        flow.icmpType = 0;
        flow.icmpCode = 0;
        FIELDS.read(in, (field, at) -> {
            switch (field) {
                case TYPE -> flow.icmpType = Scalars.uint16(at);
                case CODE -> flow.icmpCode = Scalars.uint16(at);
                case SOURCE_PORT, DESTINATION_PORT, FLAGS -> at.skipChildren();
            }
        });
    }
}
