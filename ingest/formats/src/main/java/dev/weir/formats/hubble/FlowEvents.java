package dev.weir.formats.hubble;

import dev.weir.formats.Sides;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.L7Type;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.Objects;

/** The canonical form of a {@link RawFlow}. */
final class FlowEvents {
    static final int SCHEMA_VERSION = 1;

    private FlowEvents() {}

    /** A record of the observer, with no body yet. */
    static FlowEvent.Builder envelope(String nodeName, long time) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.HUBBLE_JSON)
                .setCluster(Names.clusterOf(nodeName))
                .setObserverNode(Names.nodeOf(nodeName))
                .setEventTimeNs(time);
    }

    static FlowEvent of(RawFlow flow) {
        FlowEvent.Builder event = envelope(flow.nodeName, flow.time)
                .setProducer(flow.producer)
                .setRecordId(flow.uuid)
                .putAllExtras(flow.extras);
        addresses(flow);
        if (!flow.source.isKnown() || !flow.destination.isKnown()) {
            return event.setUnusable(unusable(flow)).build();
        }
        Observation observation = observation(flow);
        return isAnswer(flow, observation)
                ? event.setDns(binding(flow, observation)).build()
                : event.setObservation(observation).build();
    }

    private static void addresses(RawFlow flow) {
        Endpoint.Builder source = flow.source.message;
        Endpoint.Builder destination = flow.destination.message;
        if (flow.sourceIp != null) {
            source.setIp(flow.sourceIp);
        }
        if (flow.sourceIpXlated != null) {
            source.setIpXlated(flow.sourceIpXlated);
        }
        if (flow.destinationIp != null) {
            destination.setIp(flow.destinationIp);
        }
    }

    private static Unusable unusable(RawFlow flow) {
        boolean frame = flow.ethernet && flow.sourceIp == null && flow.destinationIp == null && !flow.l4;
        return Unusable.newBuilder()
                .setReason(frame ? UnusableReason.NOT_IP : UnusableReason.NO_ADDRESS)
                .setDetail(flow.verdict == null ? "" : flow.verdict)
                .build();
    }

    private static Observation observation(RawFlow flow) {
        Judgement judgement = Judgement.of(flow);
        OpenedBy openedBy = OpenedBy.of(flow, judgement);
        VerdictSide side = VantagePoint.side(flow.trafficDirection);
        Observation.Builder observation = Observation.newBuilder()
                .setIpProtocol(flow.protocol)
                .setOrientation(openedBy.orientation())
                .setOrientationBasis(openedBy.basis())
                .setReply(openedBy.isReply())
                .setVantage(VantagePoint.of(flow, openedBy))
                .setObservationPoint(VantagePoint.name(flow))
                .setStartNs(flow.time)
                .setEndNs(flow.time)
                .setCounterKind(CounterKind.COUNTER_NONE)
                .setGranularity(flow.aggregate ? Granularity.GRANULARITY_AGGREGATE : Granularity.GRANULARITY_EVENT)
                .setVerdict(judgement.verdict())
                .setVerdictSide(side)
                .setDropClass(judgement.dropClass())
                .setVerdictReason(judgement.reason())
                .setState(state(flow.traceReason));
        ends(flow, observation);
        layer4(flow, observation);
        policies(flow, judgement, side, observation);
        masked(flow, observation);
        if (flow.l7 != null) {
            observation.setL7(flow.l7);
        }
        return observation.build();
    }

    private static void ends(RawFlow flow, Observation.Builder observation) {
        flow.sourceNames.forEach(flow.source::name);
        flow.destinationNames.forEach(flow.destination::name);
        if (flow.sourceService != null) {
            flow.source.message.setService(flow.sourceService);
        }
        if (flow.destinationService != null) {
            flow.destination.message.setService(flow.destinationService);
        }
        if (flow.sourcePort != RawFlow.ABSENT) {
            flow.source.message.setPort(flow.sourcePort);
        }
        if (flow.destinationPort != RawFlow.ABSENT) {
            flow.destination.message.setPort(flow.destinationPort);
        }
        String observer = Names.nodeOf(flow.nodeName);
        observation.setSource(flow.source.finish(observer));
        observation.setDestination(flow.destination.finish(observer));
    }

    private static void layer4(RawFlow flow, Observation.Builder observation) {
        if (flow.tcpFlags != RawFlow.ABSENT) {
            observation.setTcpFlags(flow.tcpFlags);
        }
        if (flow.icmpType != RawFlow.ABSENT) {
            observation.setIcmpType(flow.icmpType).setIcmpCode(flow.icmpCode);
        }
    }

    /**
     * A policy verdict without a policy still says how it matched; number 4 means that nothing did and the default let it
     * pass, so that no policy covers this traffic yet.
     */
    private static void policies(RawFlow flow, Judgement judgement, VerdictSide side, Observation.Builder observation) {
        boolean matched = flow.policyMatchType != RawFlow.ABSENT;
        for (PolicyHit.Builder hit : flow.policies) {
            observation.addPolicies(matched ? hit.setMatchType(flow.policyMatchType) : hit);
        }
        if (flow.policies.isEmpty() && matched) {
            observation.addPolicies(PolicyHit.newBuilder()
                    .setDirection(Sides.direction(side))
                    .setAction(action(judgement.verdict()))
                    .setMatchType(flow.policyMatchType));
        }
    }

    private static PolicyAction action(Verdict verdict) {
        return switch (verdict) {
            case VERDICT_ALLOWED -> PolicyAction.ACTION_ALLOW;
            case VERDICT_DENIED, VERDICT_WOULD_DENY -> PolicyAction.ACTION_DENY;
            default -> PolicyAction.ACTION_UNSPECIFIED;
        };
    }

    /** The exporter's aggregation keeps the members of its key and drops the others. */
    private static void masked(RawFlow flow, Observation.Builder observation) {
        if (!flow.aggregate) {
            return;
        }
        if (!flow.l4) {
            observation.addMasked(MaskedField.MASKED_SOURCE_PORT).addMasked(MaskedField.MASKED_DESTINATION_PORT);
        } else if (flow.icmpType == RawFlow.ABSENT) {
            maskedPorts(flow, observation);
        }
        if (flow.sourceIp == null) {
            observation.addMasked(MaskedField.MASKED_SOURCE_IP);
        }
        if (flow.destinationIp == null) {
            observation.addMasked(MaskedField.MASKED_DESTINATION_IP);
        }
    }

    private static void maskedPorts(RawFlow flow, Observation.Builder observation) {
        if (flow.sourcePort == RawFlow.ABSENT) {
            observation.addMasked(MaskedField.MASKED_SOURCE_PORT);
        }
        if (flow.destinationPort == RawFlow.ABSENT) {
            observation.addMasked(MaskedField.MASKED_DESTINATION_PORT);
        }
    }

    /** Connection tracking's word on the packet. */
    private static ConnState state(String traceReason) {
        return switch (traceReason) {
            case "NEW", "1", "REOPENED", "5" -> ConnState.STATE_NEW;
            case "ESTABLISHED", "2" -> ConnState.STATE_ESTABLISHED;
            case "REPLY", "3" -> ConnState.STATE_REPLY;
            case "RELATED", "4" -> ConnState.STATE_RELATED;
            default -> ConnState.STATE_UNKNOWN;
        };
    }

    private static boolean isAnswer(RawFlow flow, Observation observation) {
        return flow.dns != null
                && !flow.dns.ips().isEmpty()
                && flow.dns.rcode() == 0
                && observation.getL7().getType() == L7Type.L7_RESPONSE;
    }

    private static DnsBinding binding(RawFlow flow, Observation observation) {
        RawDns dns = Objects.requireNonNull(flow.dns);
        return DnsBinding.newBuilder()
                .setClient(observation.getDestination())
                .setQuestion(dns.query())
                .addAllQtypes(dns.qtypes())
                .addAllIps(dns.ips())
                .addAllCnames(dns.cnames())
                .setTtl(dns.ttl())
                .setRcode(dns.rcode())
                .setIsResponse(true)
                .setObservation(observation)
                .build();
    }
}
