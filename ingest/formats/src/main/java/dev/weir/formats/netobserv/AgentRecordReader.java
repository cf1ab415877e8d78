package dev.weir.formats.netobserv;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.wire.BadWire;
import dev.weir.formats.wire.ProtoFlowDecoder.Framing;
import dev.weir.formats.wire.ProtoFlowDecoder.MessageReader;
import dev.weir.formats.wire.ProtoReader;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code pbflow.Record}, which the agent itself puts on Kafka, one a message, and {@code pbflow.Records}, in which it sends
 * them by gRPC ({@code proto/flow.proto} of netobserv/netobserv-ebpf-agent). It says what the enriched JSON says but for
 * Kubernetes, which the pipeline adds.
 *
 * <p>A field of a known number but another type is no field of it, as for Protobuf itself.
 */
public final class AgentRecordReader implements MessageReader {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    /** The least EtherType (IEEE 802.3); messages of other exporters have small numbers where the agent has this. */
    private static final int LEAST_ETHER_TYPE = 0x0600;

    private static final int PORT = 0xFFFF;
    private static final int OCTET = 0xFF;

    /** Entries of the two maps and lists that reach a flow. */
    private static final int INTERFACES = 16;

    private static final int ETHERNET_PROTOCOL = 1;
    private static final int TIME_FLOW_START = 3;
    private static final int TIME_FLOW_END = 4;
    private static final int DATA_LINK = 5;
    private static final int NETWORK = 6;
    private static final int TRANSPORT = 7;
    private static final int BYTES = 8;
    private static final int PACKETS = 9;
    private static final int INTERFACE = 10;
    private static final int AGENT_IP = 12;
    private static final int FLAGS = 13;
    private static final int ICMP_TYPE = 14;
    private static final int ICMP_CODE = 15;
    private static final int DROPPED_BYTES = 16;
    private static final int DROPPED_PACKETS = 17;
    private static final int DROP_CAUSE = 20;
    private static final int DNS_ID = 21;
    private static final int DNS_FLAGS = 22;
    private static final int DNS_LATENCY = 23;
    private static final int ROUND_TRIP_TIME = 24;
    private static final int INTERFACE_LIST = 26;
    private static final int NETWORK_EVENTS = 27;
    private static final int TRANSLATION = 28;
    private static final int SAMPLING = 29;
    private static final int DNS_NAME = 32;
    private static final int QUIC = 38;

    private RawFlow flow = new RawFlow();
    private boolean ends;
    private boolean ports;
    private int dnsId;
    private int dnsFlags;
    private final Moment start = new Moment();
    private final Moment end = new Moment();
    private ByteString agentAddress = ByteString.EMPTY;
    private ByteString agent = ByteString.EMPTY;
    private String agentText = "";

    @Override
    public SourceFormat format() {
        return SourceFormat.NETOBSERV_PBFLOW;
    }

    /** Only the wrapper has a message as its first field. */
    @Override
    public Framing framing(byte[] bytes, int from, int to) {
        return bytes[from] == (1 << 3 | LENGTH) ? Framing.FIELD_ONE : Framing.NONE;
    }

    @Override
    public void read(ProtoReader in, byte[] bytes, int from, int to) {
        flow = new RawFlow();
        flow.format = SourceFormat.NETOBSERV_PBFLOW;
        ends = false;
        ports = false;
        dnsId = 0;
        dnsFlags = 0;
        start.clear();
        end.clear();
        agentAddress = ByteString.EMPTY;
        in.begin(bytes, from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            field(tag, in);
        }
        if (flow.etherType < LEAST_ETHER_TYPE || !ends) {
            throw new BadWire(Reason.WRONG_FORMAT, "no record of NetObserv's agent");
        }
        finish();
    }

    @Override
    public FlowEvent event() {
        return FlowEvents.of(flow);
    }

    /** By type first: each of the two lists of numbers is dense, so that a field is found in one jump. */
    private void field(int tag, ProtoReader in) {
        switch (tag & 7) {
            case VARINT -> number(tag >>> 3, in.varint());
            case LENGTH -> message(tag, in);
            default -> in.skip(tag);
        }
    }

    private void number(int field, long value) {
        switch (field) {
            case ETHERNET_PROTOCOL -> flow.etherType = (int) value & PORT;
            case BYTES -> flow.bytes = value;
            case PACKETS -> flow.packets = value;
            case FLAGS -> flow.flags = new AgentFlags((int) value & PORT);
            case ICMP_TYPE -> flow.icmpType = (int) value & OCTET;
            case ICMP_CODE -> flow.icmpCode = (int) value & OCTET;
            case DROPPED_BYTES -> flow.droppedBytes = value;
            case DROPPED_PACKETS -> flow.droppedPackets = value;
            case DROP_CAUSE -> flow.dropCause = DropCause.name((int) value);
            case DNS_ID -> dnsId = (int) value;
            case DNS_FLAGS -> dnsFlags = (int) value;
            case SAMPLING -> flow.sampling = (int) value;
            default -> {
                // Nothing of a flow's.
            }
        }
    }

    private void message(int tag, ProtoReader in) {
        switch (tag >>> 3) {
            case TIME_FLOW_START -> start.read(in);
            case TIME_FLOW_END -> end.read(in);
            case NETWORK -> network(in);
            case TRANSPORT -> transport(in);
            case AGENT_IP -> agentAddress = address(in, agentAddress);
            case INTERFACE_LIST -> listedInterface(in);
            case NETWORK_EVENTS -> networkEvent(in);
            case TRANSLATION -> translation(in);
            case DNS_NAME -> flow.dnsName = name(in);
            case INTERFACE -> in.checkText();
            case DATA_LINK, DNS_LATENCY, ROUND_TRIP_TIME, QUIC -> in.checkMessage();
            default -> in.skip(tag);
        }
    }

    private void finish() {
        flow.startNs = start.nanos();
        flow.endNs = end.nanos();
        flow.agent = agent();
        boolean icmp = IpProtocols.isIcmp(flow.protocol);
        if (icmp) {
            // The agent reads every packet's header, and Protobuf leaves out a zero.
            flow.icmpType = Math.max(0, flow.icmpType);
            flow.icmpCode = Math.max(0, flow.icmpCode);
        } else if (ports) {
            flow.source.port = Math.max(0, flow.source.port);
            flow.destination.port = Math.max(0, flow.destination.port);
        }
        if (dnsId != 0) {
            flow.dnsFlags = dnsFlags & PORT;
        }
        if (flow.packets == null) {
            flow.packets = 0L;
        }
        if (flow.bytes == null) {
            flow.bytes = 0L;
        }
    }

    private void network(ProtoReader in) {
        ends = true;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | LENGTH -> flow.source.address = address(in, flow.source.address);
                case 2 << 3 | LENGTH -> flow.destination.address = address(in, flow.destination.address);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void transport(ProtoReader in) {
        ports = true;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | VARINT -> flow.source.port = port(in);
                case 2 << 3 | VARINT -> flow.destination.port = port(in);
                case 3 << 3 | VARINT -> flow.protocol = in.int32() & OCTET;
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void translation(ProtoReader in) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | LENGTH -> flow.source.addressAfter = translated(in, flow.source.addressAfter);
                case 2 << 3 | LENGTH -> flow.destination.addressAfter = translated(in, flow.destination.addressAfter);
                case 3 << 3 | VARINT -> flow.source.portAfter = port(in);
                case 4 << 3 | VARINT -> flow.destination.portAfter = port(in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private static int port(ProtoReader in) {
        int port = in.int32();
        if (port < 0 || port > PORT) {
            throw new BadWire(Reason.BAD_FIELD, "a port above " + PORT);
        }
        return port;
    }

    /** Zeros are an end that was not translated. */
    private static ByteString translated(ProtoReader in, ByteString before) {
        ByteString address = address(in, before);
        for (int i = 0; i < address.size(); i++) {
            if (address.byteAt(i) != 0) {
                return address;
            }
        }
        return ByteString.EMPTY;
    }

    /** {@code pbflow.IP}: the number of an IPv4 address, or 16 bytes; the last where both came, as of a oneof. */
    private static ByteString address(ProtoReader in, ByteString before) {
        ByteString address = before;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | FIXED32 -> address = v4(in.fixed32());
                case 2 << 3 | LENGTH -> address = v6(in.bytes());
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return address;
    }

    private static ByteString v4(int number) {
        byte[] bytes = {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static ByteString v6(ByteString bytes) {
        if (bytes.size() != 16) {
            throw new BadWire(Reason.BAD_FIELD, "an IPv6 address of " + bytes.size() + " bytes");
        }
        return bytes;
    }

    /** One agent's records follow one another, so that its address is written once. */
    private String agent() {
        if (!agentAddress.equals(agent)) {
            agentText = agentAddress.isEmpty() ? "" : text(agentAddress);
            agent = agentAddress;
        }
        return agentText;
    }

    private static String text(ByteString address) {
        try {
            return InetAddress.getByAddress(address.toByteArray()).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new BadWire(Reason.BAD_FIELD, "an address of " + address.size() + " bytes");
        }
    }

    private void listedInterface(ProtoReader in) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == (1 << 3 | LENGTH) && flow.interfaces.size() < INTERFACES) {
                flow.interfaces.add(name(in));
            } else if (tag == (1 << 3 | LENGTH) || tag == (3 << 3 | LENGTH)) {
                in.checkText();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void networkEvent(ProtoReader in) {
        Map<String, String> words = new HashMap<>();
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == (1 << 3 | LENGTH)) {
                entry(in, words);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        if (flow.policies.size() < Limits.ENTRIES) {
            NetworkEvent.add(flow, words);
        }
    }

    private static void entry(ProtoReader in, Map<String, String> words) {
        @Nullable String key = null;
        @Nullable String value = null;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | LENGTH -> key = name(in);
                case 2 << 3 | LENGTH -> value = name(in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        if (words.size() < Limits.ENTRIES) {
            words.put(key == null ? "" : key, value == null ? "" : value);
        }
    }

    private static String name(ProtoReader in) {
        String text = in.text();
        if (text.length() > Limits.FIELD_CHARS) {
            throw new BadWire(Reason.BAD_FIELD, "a text longer than " + Limits.FIELD_CHARS + " characters");
        }
        return text;
    }
}
