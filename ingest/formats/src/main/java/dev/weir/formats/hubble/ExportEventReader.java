package dev.weir.formats.hubble;

import dev.weir.formats.json.Members;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Timestamps;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * {@code observer.ExportEvent} and {@code observer.GetFlowsResponse}, which are alike, and the bare flow that {@code
 * hubble observe -o json} once wrote: an object with both a verdict and addresses at its top.
 */
public final class ExportEventReader implements RecordReader {

    private enum Field {
        FLOW("flow"),
        NODE_STATUS("node_status"),
        LOST_EVENTS("lost_events"),
        AGENT_EVENT("agent_event"),
        DEBUG_EVENT("debug_event"),
        VERDICT("verdict"),
        IP("IP");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    @Override
    public SourceFormat format() {
        return SourceFormat.HUBBLE_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        Envelope envelope = new Envelope();
        FIELDS.read(in, envelope::field, at -> envelope.other(at, wrapping));
        if (envelope.isBareFlow()) {
            try (JsonParser again = wrapping.reopen()) {
                envelope.flow = FlowReader.read(again);
            }
        }
        return envelope.event();
    }

    private static final class Envelope {
        private @Nullable RawFlow flow;
        private @Nullable LossNotice loss;
        private @Nullable Unusable unusable;
        private boolean verdict;
        private boolean ip;
        private String nodeName = "";
        private long time;

        private void field(Field field, JsonParser in) {
            switch (field) {
                case FLOW -> flow(in);
                case LOST_EVENTS -> loss = LostEventsReader.read(in);
                case NODE_STATUS -> unusable = UnusableReader.read(UnusableReason.NODE_STATUS, in);
                case AGENT_EVENT -> unusable = UnusableReader.read(UnusableReason.AGENT_EVENT, in);
                case DEBUG_EVENT -> unusable = UnusableReader.read(UnusableReason.DEBUG_EVENT, in);
                case VERDICT -> {
                    verdict = true;
                    in.skipChildren();
                }
                case IP -> {
                    ip = true;
                    in.skipChildren();
                }
            }
        }

        /** Other programs have members of this name too, and need not have a flow in it. */
        private void flow(JsonParser in) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                return;
            }
            RawFlow read = FlowReader.read(in);
            flow = read.members == 0 ? null : read;
        }

        /** A tailer may add a time of its own, in a notation of its own, even twice: no reason to lose the record. */
        private void other(JsonParser in, Wrapping wrapping) {
            boolean text = in.currentToken() == JsonToken.VALUE_STRING;
            if (text && "node_name".equals(in.currentName())) {
                nodeName = Scalars.text(in);
            } else if (text && "time".equals(in.currentName())) {
                time = Timestamps.withZone(Scalars.text(in)).orElse(time);
            } else {
                wrapping.offer(in);
            }
        }

        private boolean isBareFlow() {
            return flow == null && loss == null && unusable == null && verdict && ip;
        }

        private @Nullable FlowEvent event() {
            if (flow != null) {
                flow.nodeName = flow.nodeName.isEmpty() ? nodeName : flow.nodeName;
                flow.time = flow.time == 0 ? time : flow.time;
                return FlowEvents.of(flow);
            }
            if (loss != null) {
                return FlowEvents.envelope(nodeName, time).setLoss(loss).build();
            }
            if (unusable != null) {
                return FlowEvents.envelope(nodeName, time).setUnusable(unusable).build();
            }
            return null;
        }
    }
}
