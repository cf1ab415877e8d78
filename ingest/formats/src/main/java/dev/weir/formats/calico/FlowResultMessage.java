package dev.weir.formats.calico;

import dev.weir.formats.Limits;
import dev.weir.formats.calico.api.Flow;
import dev.weir.formats.calico.api.FlowKey;
import dev.weir.formats.calico.api.PolicyHit;
import dev.weir.formats.json.BadField;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@code goldmane.Flow} message, field by field; the counterpart of {@link GoldmaneReader}. */
final class FlowResultMessage {
    private static final int LAST_PORT = 0xFFFF;

    private FlowResultMessage() {}

    static RawFlow read(Flow message) {
        RawFlow flow = new RawFlow();
        key(message.getKey(), flow);
        flow.startSeconds = unsigned("start_time", message.getStartTime());
        flow.endSeconds = unsigned("end_time", message.getEndTime());
        texts("source_labels", message.getSourceLabelsList()).forEach(flow.source::label);
        texts("dest_labels", message.getDestLabelsList()).forEach(flow.destination::label);
        flow.packetsIn = count("packets_in", message.getPacketsIn());
        flow.packetsOut = count("packets_out", message.getPacketsOut());
        flow.bytesIn = count("bytes_in", message.getBytesIn());
        flow.bytesOut = count("bytes_out", message.getBytesOut());
        flow.connectionsStarted = count("num_connections_started", message.getNumConnectionsStarted());
        flow.connections = count("num_connections_live", message.getNumConnectionsLive());
        return flow;
    }

    private static void key(FlowKey key, RawFlow flow) {
        flow.recognised = !key.getSourceName().isEmpty() || !key.getDestName().isEmpty();
        ifTold("source_name", key.getSourceName(), flow.source::names);
        ifTold("source_namespace", key.getSourceNamespace(), flow.source::namespace);
        ifKnown(key.getSourceTypeValue(), flow.source::type);
        ifTold("dest_name", key.getDestName(), flow.destination::names);
        ifTold("dest_namespace", key.getDestNamespace(), flow.destination::namespace);
        ifKnown(key.getDestTypeValue(), flow.destination::type);
        if (key.getDestPort() != 0) {
            flow.destination.port = port("dest_port", key.getDestPort());
        }
        service(key, flow.destination);
        ifTold("proto", key.getProto(), word -> flow.protocol = word);
        ifKnown(key.getReporterValue(), flow::reporter);
        ifKnown(key.getActionValue(), word -> flow.action = word);
        entries("policies", key.getPolicies().getEnforcedPoliciesList()).forEach(hit -> flow.enforced.add(hit(hit)));
        entries("policies", key.getPolicies().getPendingPoliciesList()).forEach(hit -> flow.pending.add(hit(hit)));
    }

    private static void service(FlowKey key, RawEnd end) {
        end.service
                .setName(RawEnd.present(text("dest_service_name", key.getDestServiceName())))
                .setNamespace(RawEnd.present(text("dest_service_namespace", key.getDestServiceNamespace())))
                .setPortName(RawEnd.present(text("dest_service_port_name", key.getDestServicePortName())));
        if (key.getDestServicePort() != 0) {
            end.service.setPort(port("dest_service_port", key.getDestServicePort()));
        }
    }

    private static dev.weir.v1.PolicyHit hit(PolicyHit message) {
        dev.weir.v1.PolicyHit.Builder hit = dev.weir.v1.PolicyHit.newBuilder();
        ifKnown(message.getKindValue(), word -> GoldmaneReader.kind(hit, word));
        policy(message, hit);
        ifTold("tier", message.getTier(), hit::setTier);
        ifKnown(message.getActionValue(), word -> hit.setAction(PolicyTrace.action(word)));
        if (message.getRuleIndex() != 0) {
            hit.setRule(Long.toString(message.getRuleIndex()));
        }
        policy(message.getTrigger(), hit);
        return GoldmaneReader.finished(hit);
    }

    private static void policy(PolicyHit message, dev.weir.v1.PolicyHit.Builder hit) {
        ifTold("namespace", message.getNamespace(), hit::setNamespace);
        ifTold("name", message.getName(), hit::setName);
    }

    private static void ifTold(String field, String text, Consumer<String> taker) {
        if (!text.isEmpty()) {
            taker.accept(text(field, text));
        }
    }

    /** An enumeration's number, as Go's JSON writes it; 0 is what Protobuf makes of an absent one. */
    private static void ifKnown(int number, Consumer<String> taker) {
        if (number != 0) {
            taker.accept(Integer.toString(number));
        }
    }

    private static String text(String field, String text) {
        if (text.length() > Limits.FIELD_CHARS) {
            throw new BadField("field \"" + field + "\" is longer than " + Limits.FIELD_CHARS + " characters");
        }
        return text;
    }

    private static List<String> texts(String field, List<String> texts) {
        entries(field, texts).forEach(text -> text(field, text));
        return texts;
    }

    private static <T> List<T> entries(String field, List<T> entries) {
        if (entries.size() > Limits.ENTRIES) {
            throw new BadField("field \"" + field + "\" has more than " + Limits.ENTRIES + " entries");
        }
        return entries;
    }

    private static int port(String field, long number) {
        if (number < 0 || number > LAST_PORT) {
            throw new BadField("field \"" + field + "\" is out of range");
        }
        return (int) number;
    }

    private static long unsigned(String field, long number) {
        if (number < 0) {
            throw new BadField("field \"" + field + "\" is negative");
        }
        return number;
    }

    private static @Nullable Long count(String field, long number) {
        return number == 0 ? null : unsigned(field, number);
    }
}
