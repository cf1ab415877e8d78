package dev.weir.formats.calico;

import dev.weir.formats.json.Fields;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.SourceFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A line of Enterprise's or Cloud's flow log. */
public final class EnterpriseReader implements RecordReader {

    private static final Fields<RawEnd> LABELS = Fields.<RawEnd>of()
            .each("labels", (end, in) -> end.label(Scalars.text(in)))
            .build();

    private static final Fields<Line> POLICIES = Fields.<Line>of()
            .each("enforced_policies", (line, in) -> line.flow.enforced.add(hit(in)))
            .each("transit_policies", (line, in) -> line.flow.enforced.add(hit(in)))
            .each("pending_policies", (line, in) -> line.flow.pending.add(hit(in)))
            .each("all_policies", (line, in) -> line.all.add(hit(in)))
            .build();

    private static final Fields<Line> FIELDS = fields();

    private static final class Line {
        private final RawFlow flow = new RawFlow();
        private final List<PolicyHit> all = new ArrayList<>();

        /** The deprecated list has the enforced and the staged ones; it stands in where the others are not there. */
        private void finish() {
            if (flow.enforced.isEmpty() && flow.pending.isEmpty()) {
                flow.enforced.addAll(all);
            }
        }
    }

    private static Fields<Line> fields() {
        Fields.Table<Line> table = Fields.<Line>of()
                .word("proto", (line, value) -> line.flow.protocol = value)
                .text("reporter", (line, value) -> line.flow.reporter(value))
                .text("action", (line, value) -> line.flow.action = value)
                .text("host", (line, value) -> line.flow.host = value)
                .uint64("start_time", (line, value) -> line.flow.startSeconds = value)
                .uint64("end_time", (line, value) -> line.flow.endSeconds = value)
                .value("@timestamp", (line, in) -> line.flow.writtenMs = Written.millis(in))
                .uint64("packets_in", (line, value) -> line.flow.packetsIn = value)
                .uint64("packets_out", (line, value) -> line.flow.packetsOut = value)
                .uint64("bytes_in", (line, value) -> line.flow.bytesIn = value)
                .uint64("bytes_out", (line, value) -> line.flow.bytesOut = value)
                .uint64("num_flows", (line, value) -> line.flow.connections = value)
                .uint64("num_flows_started", (line, value) -> line.flow.connectionsStarted = value)
                .text(
                        "dest_service_namespace",
                        (line, value) -> line.flow.destination.service.setNamespace(RawEnd.present(value)))
                .text(
                        "dest_service_name",
                        (line, value) -> line.flow.destination.service.setName(RawEnd.present(value)))
                .word(
                        "dest_service_port",
                        (line, value) -> line.flow.destination.service.setPortName(RawEnd.present(value)))
                .uint16("dest_service_port_num", (line, value) -> line.flow.destination.service.setPort(value))
                .each("dest_domains", (line, in) -> line.flow.destination.domain(Scalars.text(in)))
                .object("policies", line -> line, POLICIES);
        end(table, "source_", line -> line.flow.source);
        end(table, "dest_", line -> line.flow.destination);
        return table.build();
    }

    private static void end(Fields.Table<Line> table, String prefix, Function<Line, RawEnd> end) {
        table.value(prefix + "ip", (line, in) -> end.apply(line).ip(in))
                .uint16(prefix + "port", (line, value) -> end.apply(line).port = value)
                .text(prefix + "name", (line, value) -> end.apply(line).name(value))
                .text(prefix + "name_aggr", (line, value) -> {
                    line.flow.recognised = true;
                    end.apply(line).names(value);
                })
                .text(prefix + "namespace", (line, value) -> end.apply(line).namespace(value))
                .text(prefix + "type", (line, value) -> end.apply(line).type(value))
                .object(prefix + "labels", end, LABELS);
    }

    private static PolicyHit hit(JsonParser in) {
        return PolicyTrace.ofText(Scalars.text(in));
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.CALICO_ENTERPRISE;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        Line line = new Line();
        FIELDS.read(in, line, wrapping::offer);
        if (!line.flow.recognised) {
            return null;
        }
        line.finish();
        return FlowEvents.of(line.flow, format());
    }
}
