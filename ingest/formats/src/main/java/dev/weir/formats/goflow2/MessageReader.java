package dev.weir.formats.goflow2;

import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.json.Fields;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** One message, in the words of either version. */
public final class MessageReader implements RecordReader {
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final long NANOS_A_MILLI = 1_000_000L;
    private static final String KUBERNETES = "K8S_";

    private static final Fields<RawMessage> FIELDS = Fields.<RawMessage>of()
            .word("type", (message, value) -> message.type = value)
            .text("sampler_address", (message, value) -> message.sampler = value)
            .address("src_addr", (message, value) -> message.source = value)
            .address("dst_addr", (message, value) -> message.destination = value)
            .uint16("src_port", (message, value) -> message.sourcePort = value)
            .uint16("dst_port", (message, value) -> message.destinationPort = value)
            .word("etype", (message, value) -> message.etherType = value)
            .word("proto", (message, value) -> message.protocol = IpProtocols.number(value))
            .uint16("tcp_flags", (message, value) -> message.tcpFlags = value)
            .uint16("icmp_type", (message, value) -> message.icmpType = value)
            .uint16("icmp_code", (message, value) -> message.icmpCode = value)
            .uint16("forwarding_status", (message, value) -> message.forwardingStatus = value)
            .uint32("sampling_rate", (message, value) -> message.samplingRate = value)
            .uint64("packets", (message, value) -> message.packets(value))
            .uint64("bytes", (message, value) -> message.bytes(value))
            .uint64("time_flow_start_ns", (message, value) -> message.start = value)
            .uint64("time_flow_end_ns", (message, value) -> message.end = value)
            .uint64("time_received_ns", (message, value) -> message.received = value)
            .word("Type", (message, value) -> message.type = value)
            .value("SamplerAddress", (message, in) -> message.sampler = Sampler.read(in))
            .address("SrcAddr", (message, value) -> message.source = value)
            .address("DstAddr", (message, value) -> message.destination = value)
            .uint16("SrcPort", (message, value) -> message.sourcePort = value)
            .uint16("DstPort", (message, value) -> message.destinationPort = value)
            .text("SrcPod", (message, value) -> message.sourcePod = value)
            .text("DstPod", (message, value) -> message.destinationPod = value)
            .word("Etype", (message, value) -> message.etherType = value)
            .word("Proto", (message, value) -> message.protocol = IpProtocols.number(value))
            .uint16("TCPFlags", (message, value) -> message.tcpFlags = value)
            .uint16("IcmpType", (message, value) -> message.icmpType = value)
            .uint16("IcmpCode", (message, value) -> message.icmpCode = value)
            .uint16("ForwardingStatus", (message, value) -> message.forwardingStatus = value)
            .uint16("BiFlowDirection", (message, value) -> message.biflowDirection = value)
            .uint32("SamplingRate", (message, value) -> message.samplingRate = value)
            .uint64("Packets", (message, value) -> message.packets(value))
            .uint64("Bytes", (message, value) -> message.bytes(value))
            .value("TimeFlowStart", (message, in) -> message.startSeconds = scaled(in, NANOS_A_SECOND))
            .value("TimeFlowEnd", (message, in) -> message.endSeconds = scaled(in, NANOS_A_SECOND))
            .value("TimeFlowStartMs", (message, in) -> message.start = scaled(in, NANOS_A_MILLI))
            .value("TimeFlowEndMs", (message, in) -> message.end = scaled(in, NANOS_A_MILLI))
            .value("TimeReceived", (message, in) -> message.receivedSeconds = scaled(in, NANOS_A_SECOND))
            .value("AgentIP", (message, in) -> message.foreign = true)
            .build();

    @Override
    public SourceFormat format() {
        return SourceFormat.GOFLOW2_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawMessage message = new RawMessage();
        FIELDS.read(in, message, at -> other(at, message, wrapping));
        // Its exporter is in every message; the addresses alone could be those of others.
        boolean own = !message.foreign && !message.sampler.isEmpty();
        boolean flow = !message.source.isEmpty() || !message.destination.isEmpty() || !message.type.isEmpty();
        return own && flow ? MessageEvents.of(message) : null;
    }

    private static void other(JsonParser in, RawMessage message, Wrapping wrapping) {
        String name = in.currentName();
        message.foreign |= name != null && name.contains(KUBERNETES);
        message.extras.offer(in);
        wrapping.offer(in);
    }

    private static long scaled(JsonParser in, long unit) {
        long value = Scalars.uint64(in);
        if (value < 0 || value > Long.MAX_VALUE / unit) {
            throw Scalars.bad(in, "is a time after 2262");
        }
        return value * unit;
    }
}
