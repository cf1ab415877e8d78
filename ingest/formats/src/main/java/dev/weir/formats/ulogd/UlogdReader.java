package dev.weir.formats.ulogd;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Members;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** One line of ulogd2: a logged packet or a connection's event. */
public final class UlogdReader implements RecordReader {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;
    private static final int URG = 32;

    private enum Field {
        TIMESTAMP("timestamp"),
        HOST("host"),
        PREFIX("oob.prefix"),
        TIME_SECONDS("oob.time.sec"),
        TIME_MICROS("oob.time.usec"),
        IN("oob.in"),
        OUT("oob.out"),
        PACKET_BYTES("raw.pktlen"),
        SOURCE("src_ip"),
        DESTINATION("dest_ip"),
        PROTOCOL("ip.protocol"),
        SOURCE_PORT("src_port"),
        DESTINATION_PORT("dest_port"),
        ICMP_TYPE("icmp.type"),
        ICMP_CODE("icmp.code"),
        ICMPV6_TYPE("icmpv6.type"),
        ICMPV6_CODE("icmpv6.code"),
        TCP_FIN("tcp.fin"),
        TCP_SYN("tcp.syn"),
        TCP_RST("tcp.rst"),
        TCP_PSH("tcp.psh"),
        TCP_ACK("tcp.ack"),
        TCP_URG("tcp.urg"),
        EVENT("ct.event"),
        CT_PROTOCOL("orig.ip.protocol"),
        CT_SOURCE_PORT("orig.l4.sport"),
        CT_DESTINATION_PORT("orig.l4.dport"),
        CT_BYTES("orig.raw.pktlen"),
        CT_PACKETS("orig.raw.pktcount"),
        REPLY_SOURCE("reply.ip.saddr.str"),
        REPLY_SOURCE_PORT("reply.l4.sport"),
        REPLY_BYTES("reply.raw.pktlen"),
        REPLY_PACKETS("reply.raw.pktcount"),
        START_SECONDS("flow.start.sec"),
        START_MICROS("flow.start.usec"),
        END_SECONDS("flow.end.sec"),
        END_MICROS("flow.end.usec");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    @Override
    public SourceFormat format() {
        return SourceFormat.ULOGD_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawUlogd line = new RawUlogd();
        FIELDS.read(in, (field, at) -> field(field, at, line), wrapping::offer);
        return line.prefix != null || line.isConnection() ? UlogdEvents.of(line) : null;
    }

    private static void field(Field field, JsonParser in, RawUlogd line) {
        switch (field) {
            case TIMESTAMP -> line.timestamp = Scalars.text(in);
            case HOST -> line.hostName = Scalars.text(in);
            case PREFIX -> line.prefix = Scalars.text(in);
            case TIME_SECONDS -> line.packetSeconds = Scalars.uint32(in) & 0xFFFF_FFFFL;
            case TIME_MICROS -> line.packetMicros = Scalars.uint32(in) & 0xFFFF_FFFFL;
            case IN -> line.interfaceIn = Scalars.text(in);
            case OUT -> line.interfaceOut = Scalars.text(in);
            case PACKET_BYTES -> line.packetBytes = Scalars.uint64(in);
            case SOURCE -> line.source = address(in);
            case DESTINATION -> line.destination = address(in);
            case PROTOCOL, CT_PROTOCOL -> line.protocol = Scalars.uint16(in);
            case SOURCE_PORT, CT_SOURCE_PORT -> line.sourcePort = Scalars.uint16(in);
            case DESTINATION_PORT, CT_DESTINATION_PORT -> line.destinationPort = Scalars.uint16(in);
            case ICMP_TYPE, ICMPV6_TYPE -> line.icmpType = Scalars.uint16(in);
            case ICMP_CODE, ICMPV6_CODE -> line.icmpCode = Scalars.uint16(in);
            case TCP_FIN -> flag(in, FIN, line);
            case TCP_SYN -> flag(in, SYN, line);
            case TCP_RST -> flag(in, RST, line);
            case TCP_PSH -> flag(in, PSH, line);
            case TCP_ACK -> flag(in, ACK, line);
            case TCP_URG -> flag(in, URG, line);
            case EVENT -> line.connectionEvent = Scalars.uint16(in);
            case CT_BYTES -> line.bytes = Scalars.uint64(in);
            case CT_PACKETS -> line.packets = Scalars.uint64(in);
            case REPLY_SOURCE -> line.replySource = address(in);
            case REPLY_SOURCE_PORT -> line.replySourcePort = Scalars.uint16(in);
            case REPLY_BYTES -> line.replyBytes = Scalars.uint64(in);
            case REPLY_PACKETS -> line.replyPackets = Scalars.uint64(in);
            case START_SECONDS -> line.startSeconds = Scalars.uint32(in) & 0xFFFF_FFFFL;
            case START_MICROS -> line.startMicros = Scalars.uint32(in) & 0xFFFF_FFFFL;
            case END_SECONDS -> line.endSeconds = Scalars.uint32(in) & 0xFFFF_FFFFL;
            case END_MICROS -> line.endMicros = Scalars.uint32(in) & 0xFFFF_FFFFL;
        }
    }

    private static void flag(JsonParser in, int bit, RawUlogd line) {
        line.tcpKnown = true;
        line.tcpFlags |= Scalars.uint16(in) == 0 ? 0 : bit;
    }

    private static ByteString address(JsonParser in) {
        ByteString address = Addresses.parse(Scalars.text(in));
        if (address == null) {
            throw Scalars.bad(in, "is no IP address");
        }
        return address;
    }
}
