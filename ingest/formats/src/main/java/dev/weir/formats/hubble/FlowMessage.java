package dev.weir.formats.hubble;

import dev.weir.formats.hubble.api.Aggregate;
import dev.weir.formats.hubble.api.DropReason;
import dev.weir.formats.hubble.api.Flow;
import dev.weir.formats.hubble.api.Policy;
import dev.weir.formats.hubble.api.Service;
import dev.weir.formats.hubble.api.SocketTranslationPoint;
import dev.weir.formats.hubble.api.TraceObservationPoint;
import dev.weir.formats.hubble.api.TraceReason;
import dev.weir.formats.hubble.api.TrafficDirection;
import dev.weir.formats.hubble.api.Verdict;
import dev.weir.v1.Direction;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.ServiceRef;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code flow.Flow} message, field by field; the counterpart of {@link FlowReader}. */
final class FlowMessage {
    private final Flow message;
    private final RawFlow flow = new RawFlow();

    private FlowMessage(Flow message) {
        this.message = message;
    }

    static RawFlow read(Flow message) {
        FlowMessage reader = new FlowMessage(message);
        reader.flow.members =
                message.getSerializedSize() - message.getUnknownFields().getSerializedSize();
        reader.origin();
        reader.verdict();
        reader.ends();
        reader.circumstances();
        reader.policies();
        reader.aggregate();
        return reader.flow;
    }

    private void origin() {
        flow.time = Words.time("time", message.getTime());
        flow.uuid = Words.text("uuid", message.getUuid());
        flow.nodeName = Words.text("node_name", message.getNodeName());
        flow.producer = Stream.of(
                        Words.text("name", message.getEmitter().getName()),
                        Words.text("version", message.getEmitter().getVersion()))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        flow.retina = message.getExtensions().getTypeUrl().contains("etina");
    }

    private void verdict() {
        int verdict = message.getVerdictValue();
        flow.verdict = verdict == 0 ? null : Words.word(Verdict.forNumber(verdict), verdict);
        flow.dropReason = message.getDropReason() == 0 ? null : Integer.toUnsignedString(message.getDropReason());
        int reason = message.getDropReasonDescValue();
        flow.dropReasonDesc = reason == 0 ? null : Words.word(DropReason.forNumber(reason), reason);
    }

    private void ends() {
        flow.ethernet = message.hasEthernet();
        flow.sourceIp = Words.address("source", message.getIP().getSource());
        flow.sourceIpXlated = Words.address("source_xlated", message.getIP().getSourceXlated());
        flow.destinationIp = Words.address("destination", message.getIP().getDestination());
        EndpointMessage.read(message.getSource(), flow.source);
        EndpointMessage.read(message.getDestination(), flow.destination);
        flow.sourceNames = Words.texts("source_names", message.getSourceNamesList());
        flow.destinationNames = Words.texts("destination_names", message.getDestinationNamesList());
        flow.sourceService = message.hasSourceService() ? service(message.getSourceService()) : null;
        flow.destinationService = message.hasDestinationService() ? service(message.getDestinationService()) : null;
        if (message.hasL4()) {
            Layer4Message.read(message.getL4(), flow);
        }
        if (message.hasL7()) {
            Layer7Message.read(message.getL7(), flow);
        }
    }

    private void circumstances() {
        if (message.hasEventType()) {
            flow.eventType = Words.uint16("type", message.getEventType().getType());
            flow.eventSubType = Words.uint16("sub_type", message.getEventType().getSubType());
        }
        int direction = message.getTrafficDirectionValue();
        flow.trafficDirection = direction == 0 ? "" : Words.word(TrafficDirection.forNumber(direction), direction);
        int point = message.getTraceObservationPointValue();
        flow.tracePoint = point == 0 ? "" : Words.word(TraceObservationPoint.forNumber(point), point);
        int reason = message.getTraceReasonValue();
        flow.traceReason = reason == 0 ? "" : Words.word(TraceReason.forNumber(reason), reason);
        int xlate = message.getSockXlatePointValue();
        flow.sockXlatePoint = xlate == 0 ? "" : Words.word(SocketTranslationPoint.forNumber(xlate), xlate);
        flow.isReply = message.hasIsReply() ? message.getIsReply().getValue() : null;
        flow.policyMatchType = Words.uint16OrAbsent("policy_match_type", message.getPolicyMatchType());
    }

    private void policies() {
        policies(message.getEgressAllowedByList(), Direction.DIRECTION_EGRESS, PolicyAction.ACTION_ALLOW);
        policies(message.getIngressAllowedByList(), Direction.DIRECTION_INGRESS, PolicyAction.ACTION_ALLOW);
        policies(message.getEgressDeniedByList(), Direction.DIRECTION_EGRESS, PolicyAction.ACTION_DENY);
        policies(message.getIngressDeniedByList(), Direction.DIRECTION_INGRESS, PolicyAction.ACTION_DENY);
    }

    private void policies(List<Policy> policies, Direction direction, PolicyAction action) {
        for (Policy policy : Words.entries("policies", policies)) {
            PolicyHit.Builder hit = PolicyHit.newBuilder()
                    .setDirection(direction)
                    .setAction(action)
                    .setName(Words.text("name", policy.getName()))
                    .setNamespace(Words.text("namespace", policy.getNamespace()))
                    .setKind(Words.text("kind", policy.getKind()))
                    .setRevision(policy.getRevision());
            Words.texts("labels", policy.getLabelsList()).forEach(label -> PolicyReader.label(label, hit));
            flow.policies.add(hit);
        }
    }

    private void aggregate() {
        flow.aggregate = message.hasAggregate();
        Aggregate counts = message.getAggregate();
        count("ingress_flow_count", counts.getIngressFlowCount());
        count("egress_flow_count", counts.getEgressFlowCount());
        count("unknown_direction_flow_count", counts.getUnknownDirectionFlowCount());
    }

    private void count(String name, int count) {
        if (count != 0) {
            flow.extras.put("aggregate." + name, Integer.toUnsignedString(count));
        }
    }

    private static ServiceRef service(Service service) {
        return ServiceRef.newBuilder()
                .setName(Words.text("name", service.getName()))
                .setNamespace(Words.text("namespace", service.getNamespace()))
                .build();
    }
}
