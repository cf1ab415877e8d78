package dev.weir.formats.calico;

import dev.weir.formats.json.Fields;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.SourceFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A {@code goldmane.Flow}, as Go's own JSON writes it: members in the message's words, enumerations as numbers, zero left
 * out.
 */
public final class GoldmaneReader implements RecordReader {

    private static final List<String> KINDS = List.of(
            "",
            "CalicoNetworkPolicy",
            "GlobalNetworkPolicy",
            "StagedNetworkPolicy",
            "StagedGlobalNetworkPolicy",
            "StagedKubernetesNetworkPolicy",
            "NetworkPolicy",
            "ClusterNetworkPolicyAdminTier",
            "ClusterNetworkPolicyBaselineTier",
            "Profile",
            "EndOfTier");

    private static final Fields<PolicyHit.Builder> TRIGGER = Fields.<PolicyHit.Builder>of()
            .text("namespace", PolicyHit.Builder::setNamespace)
            .text("name", PolicyHit.Builder::setName)
            .build();

    private static final Fields<PolicyHit.Builder> HIT = Fields.<PolicyHit.Builder>of()
            .word("kind", GoldmaneReader::kind)
            .text("namespace", PolicyHit.Builder::setNamespace)
            .text("name", PolicyHit.Builder::setName)
            .text("tier", PolicyHit.Builder::setTier)
            .word("action", (hit, value) -> hit.setAction(PolicyTrace.action(value)))
            .word("rule_index", PolicyHit.Builder::setRule)
            .object("trigger", hit -> hit, TRIGGER)
            .build();

    private static final Fields<RawFlow> POLICIES = Fields.<RawFlow>of()
            .each("enforced_policies", (flow, in) -> flow.enforced.add(hit(in)))
            .each("pending_policies", (flow, in) -> flow.pending.add(hit(in)))
            .build();

    private static final Fields<RawFlow> KEY = key();

    private static final Fields<RawFlow> FIELDS = Fields.<RawFlow>of()
            .value("Key", (flow, in) -> {
                if (in.currentToken() == JsonToken.START_OBJECT) {
                    KEY.read(in, flow);
                } else {
                    in.skipChildren();
                }
            })
            .uint64("start_time", (flow, value) -> flow.startSeconds = value)
            .uint64("end_time", (flow, value) -> flow.endSeconds = value)
            .each("source_labels", (flow, in) -> flow.source.label(Scalars.text(in)))
            .each("dest_labels", (flow, in) -> flow.destination.label(Scalars.text(in)))
            .uint64("packets_in", (flow, value) -> flow.packetsIn = value)
            .uint64("packets_out", (flow, value) -> flow.packetsOut = value)
            .uint64("bytes_in", (flow, value) -> flow.bytesIn = value)
            .uint64("bytes_out", (flow, value) -> flow.bytesOut = value)
            .uint64("num_connections_started", (flow, value) -> flow.connectionsStarted = value)
            .uint64("num_connections_live", (flow, value) -> flow.connections = value)
            .build();

    private static Fields<RawFlow> key() {
        Fields.Table<RawFlow> table = Fields.<RawFlow>of()
                .uint16("dest_port", (flow, value) -> flow.destination.port = value)
                .text("dest_service_name", (flow, value) -> flow.destination.service.setName(RawEnd.present(value)))
                .text(
                        "dest_service_namespace",
                        (flow, value) -> flow.destination.service.setNamespace(RawEnd.present(value)))
                .text(
                        "dest_service_port_name",
                        (flow, value) -> flow.destination.service.setPortName(RawEnd.present(value)))
                .uint16("dest_service_port", (flow, value) -> flow.destination.service.setPort(value))
                .word("proto", (flow, value) -> flow.protocol = value)
                .word("reporter", RawFlow::reporter)
                .word("action", (flow, value) -> flow.action = value)
                .object("policies", flow -> flow, POLICIES);
        end(table, "source_", flow -> flow.source);
        end(table, "dest_", flow -> flow.destination);
        return table.build();
    }

    private static void end(Fields.Table<RawFlow> table, String prefix, Function<RawFlow, RawEnd> end) {
        table.text(prefix + "name", (flow, value) -> {
                    flow.recognised = true;
                    end.apply(flow).names(value);
                })
                .text(prefix + "namespace", (flow, value) -> end.apply(flow).namespace(value))
                .word(prefix + "type", (flow, value) -> end.apply(flow).type(value));
    }

    private static PolicyHit hit(JsonParser in) {
        PolicyHit.Builder hit = PolicyHit.newBuilder();
        HIT.read(in, hit);
        return finished(hit);
    }

    static PolicyHit finished(PolicyHit.Builder hit) {
        if (hit.getKind().equals("Profile")) {
            hit.setMatchType(PolicyTrace.MATCH_DEFAULT_ALLOW);
        }
        return hit.build();
    }

    static void kind(PolicyHit.Builder hit, String word) {
        boolean number = word.length() <= 2 && !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
        String name = number && Integer.parseInt(word) < KINDS.size() ? KINDS.get(Integer.parseInt(word)) : word;
        hit.setKind(name).setStaged(name.startsWith("Staged"));
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.CALICO_GOLDMANE;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawFlow flow = new RawFlow();
        FIELDS.read(in, flow, wrapping::offer);
        return flow.recognised ? FlowEvents.of(flow, format()) : null;
    }
}
