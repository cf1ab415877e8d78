package dev.weir.formats.netobserv;

import dev.weir.formats.ip.TcpFlags;
import dev.weir.formats.json.Fields;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One object of the pipeline's, whose members are single values but for a few lists. */
public final class FlowReader implements RecordReader {

    private static final Fields<RawFlow> FIELDS = fields();

    private static Fields<RawFlow> fields() {
        Fields.Table<RawFlow> table = Fields.<RawFlow>of()
                .uint16("Etype", (flow, value) -> flow.etherType = value)
                .uint16("Proto", (flow, value) -> flow.protocol = value)
                .uint16("IcmpType", (flow, value) -> flow.icmpType = value)
                .uint16("IcmpCode", (flow, value) -> flow.icmpCode = value)
                .value("Flags", (flow, in) -> flow.flags = AgentFlags.read(in))
                .uint16("TcpFlags", (flow, value) -> flow.flagSum = value & TcpFlags.CONTROL_BITS)
                .value("AgentIP", (flow, in) -> {
                    flow.marked = true;
                    flow.agent = Scalars.text(in);
                })
                .value("SamplerAddress", (flow, in) -> flow.sampler = true)
                .text("K8S_ClusterName", (flow, value) -> flow.cluster = value)
                .uint16("FlowDirection", (flow, value) -> flow.direction = value)
                .value("Interface", FlowReader::interfaces)
                .value("Interfaces", FlowReader::interfaces)
                .value("IfDirection", FlowReader::interfaceDirections)
                .value("IfDirections", FlowReader::interfaceDirections)
                .uint64("TimeFlowStartMs", (flow, value) -> flow.startNs = FlowEvents.nanos(value))
                .uint64("TimeFlowEndMs", (flow, value) -> flow.endNs = FlowEvents.nanos(value))
                .uint64("TimeReceived", (flow, value) -> flow.receivedSeconds = value)
                .uint64("Packets", (flow, value) -> flow.packets = value)
                .uint64("Bytes", (flow, value) -> flow.bytes = value)
                .uint64("Packets_AB", (flow, value) -> flow.packets = value)
                .uint64("Bytes_AB", (flow, value) -> flow.bytes = value)
                .uint64("Packets_BA", (flow, value) -> flow.packetsBack = value)
                .uint64("Bytes_BA", (flow, value) -> flow.bytesBack = value)
                .uint32("Sampling", (flow, value) -> flow.sampling = value)
                .uint64("PktDropPackets", (flow, value) -> flow.droppedPackets = value)
                .uint64("PktDropBytes", (flow, value) -> flow.droppedBytes = value)
                .word("PktDropLatestDropCause", (flow, value) -> flow.dropCause = value)
                .uint16("DnsFlags", (flow, value) -> flow.dnsFlags = value)
                .text("DnsName", (flow, value) -> flow.dnsName = value)
                .each("NetworkEvents", NetworkEvent::read)
                .text("_RecordType", (flow, value) -> flow.recordType = value);
        end(table, "Src", flow -> flow.source);
        end(table, "Dst", flow -> flow.destination);
        return table.build();
    }

    private static void end(Fields.Table<RawFlow> table, String prefix, Function<RawFlow, RawEnd> end) {
        table.address(prefix + "Addr", (flow, value) -> end.apply(flow).address = value)
                .uint16(prefix + "Port", (flow, value) -> end.apply(flow).port = value)
                .address("Xlat" + prefix + "Addr", (flow, value) -> end.apply(flow).addressAfter = value)
                .uint16("Xlat" + prefix + "Port", (flow, value) -> end.apply(flow).portAfter = value)
                .text(prefix + "K8S_Name", (flow, value) -> end.apply(flow).name = value)
                .text(prefix + "K8S_Type", (flow, value) -> end.apply(flow).type = value)
                .text(prefix + "K8S_Namespace", (flow, value) -> end.apply(flow).namespace = value)
                .text(prefix + "K8S_OwnerName", (flow, value) -> end.apply(flow).ownerName = value)
                .text(prefix + "K8S_OwnerType", (flow, value) -> end.apply(flow).ownerType = value)
                .text(prefix + "K8S_HostIP", (flow, value) -> end.apply(flow).hostIp = value)
                .text(prefix + "K8S_HostName", (flow, value) -> end.apply(flow).hostName = value)
                .text(prefix + "SubnetLabel", (flow, value) -> end.apply(flow).subnet = value);
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.NETOBSERV_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawFlow flow = new RawFlow();
        FIELDS.read(in, flow, at -> other(at, flow, wrapping));
        return isOfThePipeline(flow) ? FlowEvents.of(flow) : null;
    }

    /** goflow2, whose JSON has the same words for the tuple, names its exporter and knows no Kubernetes. */
    private static boolean isOfThePipeline(RawFlow flow) {
        boolean kubernetes = flow.marked
                || !flow.source.type.isEmpty()
                || !flow.destination.type.isEmpty()
                || !flow.source.name.isEmpty()
                || !flow.destination.name.isEmpty();
        return kubernetes || (!flow.sampler && (flow.startNs != 0 || flow.endNs != 0));
    }

    private static void interfaces(RawFlow flow, JsonParser in) {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            Scalars.each(in, at -> flow.interfaces.add(Scalars.word(at)));
        } else {
            flow.interfaces.add(Scalars.word(in));
        }
    }

    private static void interfaceDirections(RawFlow flow, JsonParser in) {
        flow.interfaceDirections = true;
        in.skipChildren();
    }

    private static void other(JsonParser in, RawFlow flow, Wrapping wrapping) {
        flow.extras.offer(in);
        wrapping.offer(in);
    }
}
