package dev.weir.formats.hubble;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Timestamps;
import dev.weir.v1.Direction;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A {@code flow.Flow} message, word by word. */
final class FlowReader {

    private enum Field {
        TIME("time"),
        UUID("uuid"),
        EMITTER("emitter"),
        VERDICT("verdict"),
        DROP_REASON("drop_reason"),
        DROP_REASON_DESC("drop_reason_desc"),
        ETHERNET("ethernet"),
        IP("IP"),
        L4("l4"),
        SOURCE("source"),
        DESTINATION("destination"),
        NODE_NAME("node_name"),
        SOURCE_NAMES("source_names"),
        DESTINATION_NAMES("destination_names"),
        L7("l7"),
        EVENT_TYPE("event_type"),
        SOURCE_SERVICE("source_service"),
        DESTINATION_SERVICE("destination_service"),
        TRAFFIC_DIRECTION("traffic_direction"),
        POLICY_MATCH_TYPE("policy_match_type"),
        TRACE_OBSERVATION_POINT("trace_observation_point"),
        TRACE_REASON("trace_reason"),
        IS_REPLY("is_reply"),
        SOCK_XLATE_POINT("sock_xlate_point"),
        EGRESS_ALLOWED_BY("egress_allowed_by"),
        INGRESS_ALLOWED_BY("ingress_allowed_by"),
        EGRESS_DENIED_BY("egress_denied_by"),
        INGRESS_DENIED_BY("ingress_denied_by"),
        AGGREGATE("aggregate"),
        EXTENSIONS("extensions");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private enum Ip {
        SOURCE("source"),
        SOURCE_XLATED("source_xlated"),
        DESTINATION("destination");

        private final String member;

        Ip(String member) {
            this.member = member;
        }
    }

    private enum Pair {
        NAME("name"),
        VERSION("version"),
        NAMESPACE("namespace"),
        TYPE("type"),
        SUB_TYPE("sub_type"),
        ANY_TYPE("@type");

        private final String member;

        Pair(String member) {
            this.member = member;
        }
    }

    private enum Count {
        INGRESS("ingress_flow_count"),
        EGRESS("egress_flow_count"),
        UNKNOWN("unknown_direction_flow_count");

        private final String member;

        Count(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);
    private static final Members<Ip> IP = Members.of(Ip.class, f -> f.member);
    private static final Members<Pair> PAIR = Members.of(Pair.class, f -> f.member);
    private static final Members<Count> COUNTS = Members.of(Count.class, f -> f.member);

    private final RawFlow flow = new RawFlow();

    private FlowReader() {}

    static RawFlow read(JsonParser in) {
        FlowReader reader = new FlowReader();
        FIELDS.read(in, reader::field);
        return reader.flow;
    }

    private void field(Field field, JsonParser in) {
        flow.members++;
        switch (field) {
            case TIME -> flow.time = time(in);
            case UUID -> flow.uuid = Scalars.text(in);
            case EMITTER -> PAIR.read(in, this::emitter);
            case VERDICT -> flow.verdict = Scalars.word(in);
            case DROP_REASON -> flow.dropReason = Scalars.word(in);
            case DROP_REASON_DESC -> flow.dropReasonDesc = Scalars.word(in);
            case ETHERNET -> ethernet(in);
            case IP -> IP.read(in, this::ip);
            case L4 -> Layer4Reader.read(in, flow);
            case SOURCE -> EndpointReader.read(in, flow.source);
            case DESTINATION -> EndpointReader.read(in, flow.destination);
            case NODE_NAME -> flow.nodeName = Scalars.text(in);
            case SOURCE_NAMES -> flow.sourceNames = texts(in);
            case DESTINATION_NAMES -> flow.destinationNames = texts(in);
            case L7 -> Layer7Reader.read(in, flow);
            case EVENT_TYPE -> eventType(in);
            case SOURCE_SERVICE -> flow.sourceService = service(in);
            case DESTINATION_SERVICE -> flow.destinationService = service(in);
            case TRAFFIC_DIRECTION -> flow.trafficDirection = Scalars.word(in);
            case POLICY_MATCH_TYPE -> flow.policyMatchType = Scalars.uint16(in);
            case TRACE_OBSERVATION_POINT -> flow.tracePoint = Scalars.word(in);
            case TRACE_REASON -> flow.traceReason = Scalars.word(in);
            case IS_REPLY -> flow.isReply = Scalars.flag(in);
            case SOCK_XLATE_POINT -> flow.sockXlatePoint = Scalars.word(in);
            case EGRESS_ALLOWED_BY -> policies(in, Direction.DIRECTION_EGRESS, PolicyAction.ACTION_ALLOW);
            case INGRESS_ALLOWED_BY -> policies(in, Direction.DIRECTION_INGRESS, PolicyAction.ACTION_ALLOW);
            case EGRESS_DENIED_BY -> policies(in, Direction.DIRECTION_EGRESS, PolicyAction.ACTION_DENY);
            case INGRESS_DENIED_BY -> policies(in, Direction.DIRECTION_INGRESS, PolicyAction.ACTION_DENY);
            case AGGREGATE -> aggregate(in);
            case EXTENSIONS -> PAIR.read(in, this::extension);
        }
    }

    /** Nanoseconds since the epoch; 0 for the zero time of a clock that was never set. */
    static long time(JsonParser in) {
        String text = Scalars.text(in);
        if (text.isEmpty() || text.startsWith("0001-01-01T")) {
            return 0;
        }
        return Timestamps.withZone(text).orElseThrow(() -> Scalars.bad(in, "is no RFC 3339 time of 1970 to 2261"));
    }

    private void emitter(Pair field, JsonParser in) {
        switch (field) {
            case NAME, VERSION -> {
                String word = Scalars.text(in);
                boolean first = flow.producer.isEmpty();
                // "Hubble 1.19.4", in whichever order the two members come.
                flow.producer =
                        first ? word : field == Pair.NAME ? word + " " + flow.producer : flow.producer + " " + word;
            }
            default -> in.skipChildren();
        }
    }

    private void ethernet(JsonParser in) {
        flow.ethernet = true;
        in.skipChildren();
    }

    private void ip(Ip field, JsonParser in) {
        switch (field) {
            case SOURCE -> flow.sourceIp = address(in);
            case SOURCE_XLATED -> flow.sourceIpXlated = address(in);
            case DESTINATION -> flow.destinationIp = address(in);
        }
    }

    private static @Nullable ByteString address(JsonParser in) {
        String text = Scalars.text(in);
        if (text.isEmpty()) {
            return null;
        }
        ByteString address = Addresses.parse(text);
        if (address == null) {
            throw Scalars.bad(in, "is no IP address");
        }
        return address;
    }

    private static List<String> texts(JsonParser in) {
        List<String> texts = new ArrayList<>();
        Scalars.each(in, at -> texts.add(Scalars.text(at)));
        return texts;
    }

    private void eventType(JsonParser in) {
        // An event type that is there but has no number is type 0, which Hubble does not use.
        flow.eventType = 0;
        PAIR.read(in, (field, at) -> {
            switch (field) {
                case TYPE -> flow.eventType = Scalars.uint16(at);
                case SUB_TYPE -> flow.eventSubType = Scalars.uint16(at);
                default -> at.skipChildren();
            }
        });
    }

    private static ServiceRef service(JsonParser in) {
        ServiceRef.Builder service = ServiceRef.newBuilder();
        PAIR.read(in, (field, at) -> {
            switch (field) {
                case NAME -> service.setName(Scalars.text(at));
                case NAMESPACE -> service.setNamespace(Scalars.text(at));
                default -> at.skipChildren();
            }
        });
        return service.build();
    }

    private void policies(JsonParser in, Direction direction, PolicyAction action) {
        PolicyReader.read(in, direction, action, flow.policies);
    }

    private void aggregate(JsonParser in) {
        flow.aggregate = true;
        COUNTS.read(
                in,
                (count, at) -> flow.extras.put("aggregate." + count.member, Long.toUnsignedString(Scalars.uint64(at))));
    }

    private void extension(Pair field, JsonParser in) {
        if (field == Pair.ANY_TYPE) {
            String type = Scalars.text(in);
            flow.retina = type.contains("etina");
        } else {
            in.skipChildren();
        }
    }
}
