package dev.weir.formats.ulogd;

import com.google.protobuf.ByteString;
import dev.weir.formats.ip.TcpFlags;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Fields;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** One line of ulogd2: a logged packet or a connection's event. */
public final class UlogdReader implements RecordReader {
    private static final Fields<RawUlogd> FIELDS = Fields.<RawUlogd>of()
            .text("timestamp", (line, value) -> line.timestamp = value)
            .text("host", (line, value) -> line.hostName = value)
            .text("oob.prefix", (line, value) -> line.prefix = value)
            .uint32("oob.time.sec", (line, value) -> line.packetSeconds = value & 0xFFFF_FFFFL)
            .uint32("oob.time.usec", (line, value) -> line.packetMicros = value & 0xFFFF_FFFFL)
            .text("oob.in", (line, value) -> line.interfaceIn = value)
            .text("oob.out", (line, value) -> line.interfaceOut = value)
            .uint64("raw.pktlen", (line, value) -> line.packetBytes = value)
            .value("src_ip", (line, in) -> line.source = address(in))
            .value("dest_ip", (line, in) -> line.destination = address(in))
            .uint16("ip.protocol", (line, value) -> line.protocol = value)
            .uint16("orig.ip.protocol", (line, value) -> line.protocol = value)
            .uint16("src_port", (line, value) -> line.sourcePort = value)
            .uint16("orig.l4.sport", (line, value) -> line.sourcePort = value)
            .uint16("dest_port", (line, value) -> line.destinationPort = value)
            .uint16("orig.l4.dport", (line, value) -> line.destinationPort = value)
            .uint16("icmp.type", (line, value) -> line.icmpType = value)
            .uint16("icmpv6.type", (line, value) -> line.icmpType = value)
            .uint16("icmp.code", (line, value) -> line.icmpCode = value)
            .uint16("icmpv6.code", (line, value) -> line.icmpCode = value)
            .uint16("tcp.fin", (line, value) -> line.flag(TcpFlags.FIN, value))
            .uint16("tcp.syn", (line, value) -> line.flag(TcpFlags.SYN, value))
            .uint16("tcp.rst", (line, value) -> line.flag(TcpFlags.RST, value))
            .uint16("tcp.psh", (line, value) -> line.flag(TcpFlags.PSH, value))
            .uint16("tcp.ack", (line, value) -> line.flag(TcpFlags.ACK, value))
            .uint16("tcp.urg", (line, value) -> line.flag(TcpFlags.URG, value))
            .uint16("ct.event", (line, value) -> line.connectionEvent = value)
            .uint64("orig.raw.pktlen", (line, value) -> line.bytes = value)
            .uint64("orig.raw.pktcount", (line, value) -> line.packets = value)
            .value("reply.ip.saddr.str", (line, in) -> line.replySource = address(in))
            .uint16("reply.l4.sport", (line, value) -> line.replySourcePort = value)
            .uint64("reply.raw.pktlen", (line, value) -> line.replyBytes = value)
            .uint64("reply.raw.pktcount", (line, value) -> line.replyPackets = value)
            .uint32("flow.start.sec", (line, value) -> line.startSeconds = value & 0xFFFF_FFFFL)
            .uint32("flow.start.usec", (line, value) -> line.startMicros = value & 0xFFFF_FFFFL)
            .uint32("flow.end.sec", (line, value) -> line.endSeconds = value & 0xFFFF_FFFFL)
            .uint32("flow.end.usec", (line, value) -> line.endMicros = value & 0xFFFF_FFFFL)
            .build();

    @Override
    public SourceFormat format() {
        return SourceFormat.ULOGD_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawUlogd line = new RawUlogd();
        FIELDS.read(in, line, wrapping::offer);
        return line.prefix != null || line.isConnection() ? UlogdEvents.of(line) : null;
    }

    private static ByteString address(JsonParser in) {
        ByteString address = Addresses.parse(Scalars.text(in));
        if (address == null) {
            throw Scalars.bad(in, "is no IP address");
        }
        return address;
    }
}
