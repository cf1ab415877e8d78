package dev.weir.formats.antrea;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Fields;
import dev.weir.formats.json.LineReader;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Timestamps;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code {"ipfix":{...},"@timestamp":"..."}}, whose members are information elements, or a row of the CSV. */
public final class FlowReader implements RecordReader {

    private static final Fields<RawFlow> ELEMENTS = elements();

    private static final Fields<Record> RECORD =
            Fields.<Record>of().value("ipfix", Record::elements).build();

    private static final class Record {
        private final RawFlow flow = new RawFlow();
        private boolean recognised;

        private void elements(JsonParser in) {
            if (in.currentToken() == JsonToken.START_OBJECT) {
                recognised = true;
                ELEMENTS.read(in, flow, flow.extras::offer);
            } else {
                in.skipChildren();
            }
        }

        /** Written by a tailer as well, in its own notation, even twice. */
        private void other(JsonParser in, Wrapping wrapping) {
            if (in.currentToken() == JsonToken.VALUE_STRING && "@timestamp".equals(in.currentName())) {
                flow.written = Timestamps.withZone(Scalars.text(in)).orElse(flow.written);
            } else {
                wrapping.offer(in);
            }
        }
    }

    private static Fields<RawFlow> elements() {
        Fields.Table<RawFlow> table = Fields.<RawFlow>of()
                .uint16("protocolIdentifier", (flow, value) -> flow.protocol = value)
                .uint64("flowStartSeconds", (flow, value) -> flow.startSeconds = value)
                .uint64("flowEndSeconds", (flow, value) -> flow.endSeconds = value)
                .uint64("flowEndSecondsFromSourceNode", (flow, value) -> flow.sourceNodeSeconds = value)
                .uint64("flowEndSecondsFromDestinationNode", (flow, value) -> flow.destinationNodeSeconds = value)
                .uint16("flowDirection", (flow, value) -> flow.flowDirection = value)
                .uint16("flowType", (flow, value) -> flow.flowType = value)
                .text("tcpState", (flow, value) -> flow.tcpState = value)
                .text("clusterId", (flow, value) -> flow.cluster = value)
                .value("destinationServiceIPv4", FlowReader::service)
                .value("destinationServiceIPv6", FlowReader::service)
                .value("destinationClusterIPv4", FlowReader::service)
                .value("destinationClusterIPv6", FlowReader::service)
                .uint16("destinationServicePort", (flow, value) -> flow.service.setPort(value))
                .text("destinationServicePortName", (flow, value) -> flow.service.setPortName(value))
                .address("proxySnatIPv4", (flow, value) -> flow.source.ipAfter = value)
                .address("proxySnatIPv6", (flow, value) -> flow.source.ipAfter = value)
                .uint16("proxySnatPort", (flow, value) -> flow.source.portAfter = value);
        counters(table, "DeltaCount", flow -> flow.delta);
        counters(table, "TotalCount", flow -> flow.total);
        end(table, "source", flow -> flow.source);
        end(table, "destination", flow -> flow.destination);
        policy(table, "ingressNetworkPolicy", flow -> flow.ingress);
        policy(table, "egressNetworkPolicy", flow -> flow.egress);
        return table.build();
    }

    /** The element for the family that it is not of is there too, and has no address or a zero one. */
    private static void service(RawFlow flow, JsonParser in) {
        ByteString address = Scalars.address(in);
        if (!Addresses.isUnspecified(address)) {
            flow.service.setIp(address);
        }
    }

    private static void end(Fields.Table<RawFlow> table, String prefix, Function<RawFlow, RawEnd> end) {
        table.address(prefix + "IPv4Address", (flow, value) -> end.apply(flow).address(value))
                .address(
                        prefix + "IPv6Address", (flow, value) -> end.apply(flow).address(value))
                .uint16(prefix + "TransportPort", (flow, value) -> end.apply(flow).port = value)
                .text(prefix + "PodName", (flow, value) -> end.apply(flow).podName = value)
                .text(prefix + "PodNamespace", (flow, value) -> end.apply(flow).podNamespace = value)
                .text(prefix + "NodeName", (flow, value) -> end.apply(flow).nodeName = value)
                .text(prefix + "PodLabels", (flow, value) -> end.apply(flow).labels = Labels.read(value));
    }

    private static void counters(
            Fields.Table<RawFlow> table, String suffix, Function<RawFlow, RawFlow.Counters> counters) {
        table.uint64("packet" + suffix, (flow, value) -> counters.apply(flow).packets = value)
                .uint64("octet" + suffix, (flow, value) -> counters.apply(flow).bytes = value)
                .uint64("reversePacket" + suffix, (flow, value) -> counters.apply(flow).packetsBack = value)
                .uint64("reverseOctet" + suffix, (flow, value) -> counters.apply(flow).bytesBack = value);
    }

    private static void policy(Fields.Table<RawFlow> table, String prefix, Function<RawFlow, RawPolicy> policy) {
        table.text(prefix + "Name", (flow, value) -> policy.apply(flow).name = value)
                .text(prefix + "Namespace", (flow, value) -> policy.apply(flow).namespace = value)
                .text(prefix + "RuleName", (flow, value) -> policy.apply(flow).rule = value)
                .uint16(prefix + "Type", (flow, value) -> policy.apply(flow).type = value)
                .uint16(prefix + "RuleAction", (flow, value) -> policy.apply(flow).action = value);
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.ANTREA_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        Record record = new Record();
        RECORD.read(in, record, at -> record.other(at, wrapping));
        return record.recognised ? FlowEvents.of(record.flow) : null;
    }

    @Override
    public LineReader lines() {
        return new RowReader();
    }
}
