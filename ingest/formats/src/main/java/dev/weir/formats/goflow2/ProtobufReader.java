package dev.weir.formats.goflow2;

import com.google.protobuf.ByteString;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.wire.BadWire;
import dev.weir.formats.wire.ProtoFlowDecoder.Framing;
import dev.weir.formats.wire.ProtoFlowDecoder.MessageReader;
import dev.weir.formats.wire.ProtoReader;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * {@code flowpb.FlowMessage} ({@code pb/flow.proto} of netsampler/goflow2). Each has its length before it, on Kafka too,
 * unless the producer was told to leave it out: whether it has is seen from whether the lengths add up.
 *
 * <p>Protobuf leaves zeros out, so a port or an ICMP type of 0 may be one that the exporter never told, and is absent here.
 */
public final class ProtobufReader implements MessageReader {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int PORT = 0xFFFF;
    private static final int OCTET = 0xFF;
    private static final String[] TYPES = {"", "SFLOW_5", "NETFLOW_V5", "NETFLOW_V9", "IPFIX"};

    private static final int TYPE = 1;
    private static final int SAMPLING_RATE = 3;
    private static final int SOURCE_ADDRESS = 6;
    private static final int DESTINATION_ADDRESS = 7;
    private static final int BYTES = 9;
    private static final int PACKETS = 10;
    private static final int SAMPLER_ADDRESS = 11;
    private static final int PROTOCOL = 20;
    private static final int SOURCE_PORT = 21;
    private static final int DESTINATION_PORT = 22;
    private static final int FORWARDING_STATUS = 24;
    private static final int TCP_FLAGS = 26;
    private static final int ETHER_TYPE = 30;
    private static final int ICMP_TYPE = 31;
    private static final int ICMP_CODE = 32;
    private static final int MPLS_TTL = 80;
    private static final int MPLS_LABEL = 81;
    private static final int COMMUNITIES = 101;
    private static final int AS_PATH = 102;
    private static final int LAYER_STACK = 103;
    private static final int TIME_RECEIVED_NS = 110;
    private static final int TIME_FLOW_START_NS = 111;
    private static final int TIME_FLOW_END_NS = 112;

    private final ProtoReader frames = new ProtoReader();
    private RawMessage message = new RawMessage();
    private int etherType;
    private ByteString sampler = ByteString.EMPTY;
    private String samplerText = "";

    @Override
    public SourceFormat format() {
        return SourceFormat.GOFLOW2_PROTOBUF;
    }

    @Override
    public Framing framing(byte[] bytes, int from, int to) {
        try {
            frames.begin(bytes, from, to);
            while (frames.position() < to) {
                int outer = frames.enter();
                // The length of nothing is not written; and no field of a message is number 0.
                if (frames.tag() == 0) {
                    return Framing.NONE;
                }
                frames.passToEnd();
                frames.leave(outer);
            }
            return Framing.LENGTH;
        } catch (BadWire noLengths) {
            return Framing.NONE;
        }
    }

    @Override
    public void read(ProtoReader in, byte[] bytes, int from, int to) {
        message = new RawMessage();
        message.format = SourceFormat.GOFLOW2_PROTOBUF;
        message.packets(0);
        message.bytes(0);
        etherType = 0;
        in.begin(bytes, from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            field(tag, in);
        }
        boolean own = message.received != 0 || !message.sampler.isEmpty();
        boolean flow = !message.source.isEmpty() || !message.destination.isEmpty() || !message.type.isEmpty();
        if (!own || !flow) {
            throw new BadWire(Reason.WRONG_FORMAT, "no message of goflow2");
        }
    }

    @Override
    public FlowEvent event() {
        message.etherType = etherType == 0 ? "" : Integer.toString(etherType);
        return MessageEvents.of(message);
    }

    /** By type first: each of the two lists of numbers is dense, so that a field is found in one jump. */
    private void field(int tag, ProtoReader in) {
        switch (tag & 7) {
            case VARINT -> number(tag >>> 3, in.varint());
            case LENGTH -> bytes(tag, in);
            default -> in.skip(tag);
        }
    }

    private void number(int field, long value) {
        switch (field) {
            case TYPE -> message.type = type((int) value);
            case SAMPLING_RATE -> message.samplingRate = (int) value;
            case BYTES -> message.bytes(value);
            case PACKETS -> message.packets(value);
            case PROTOCOL -> message.protocol = (int) value & OCTET;
            case SOURCE_PORT -> message.sourcePort = orAbsent((int) value & PORT);
            case DESTINATION_PORT -> message.destinationPort = orAbsent((int) value & PORT);
            case FORWARDING_STATUS -> message.forwardingStatus = (int) value & OCTET;
            case TCP_FLAGS -> message.tcpFlags = (int) value & PORT;
            case ETHER_TYPE -> etherType = (int) value & PORT;
            case ICMP_TYPE -> message.icmpType = (int) value & OCTET;
            case ICMP_CODE -> message.icmpCode = (int) value & OCTET;
            default -> time(field, value);
        }
    }

    /** A time after 2262 is none. */
    private void time(int field, long value) {
        switch (field) {
            case TIME_RECEIVED_NS -> message.received = Math.max(0, value);
            case TIME_FLOW_START_NS -> message.start = Math.max(0, value);
            case TIME_FLOW_END_NS -> message.end = Math.max(0, value);
            default -> {
                // Nothing of a flow's.
            }
        }
    }

    private void bytes(int tag, ProtoReader in) {
        switch (tag >>> 3) {
            case SOURCE_ADDRESS -> message.source = address(in);
            case DESTINATION_ADDRESS -> message.destination = address(in);
            case SAMPLER_ADDRESS -> message.sampler = sampler(in);
            case MPLS_TTL, MPLS_LABEL, COMMUNITIES, AS_PATH, LAYER_STACK -> in.checkNumbers();
            default -> in.skip(tag);
        }
    }

    private static int orAbsent(int port) {
        return port == 0 ? RawMessage.ABSENT : port;
    }

    private static String type(int number) {
        if (number < 0 || number >= TYPES.length) {
            throw new BadWire(Reason.WRONG_FORMAT, "no message of goflow2: type " + number);
        }
        return TYPES[number];
    }

    private static ByteString address(ProtoReader in) {
        ByteString address = in.bytes();
        if (!address.isEmpty() && address.size() != 4 && address.size() != 16) {
            throw new BadWire(Reason.BAD_FIELD, "an address of " + address.size() + " bytes");
        }
        return address;
    }

    /** One exporter's messages follow one another, so that its address is written once. */
    private String sampler(ProtoReader in) {
        if (!in.passIfEqual(sampler)) {
            sampler = address(in);
            samplerText = sampler.isEmpty() ? "" : text(sampler);
        }
        return samplerText;
    }

    private static String text(ByteString address) {
        try {
            return InetAddress.getByAddress(address.toByteArray()).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new BadWire(Reason.BAD_FIELD, "an address of " + address.size() + " bytes");
        }
    }
}
