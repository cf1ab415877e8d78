package dev.weir.formats.hubble;

import com.google.protobuf.Timestamp;
import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Limits;
import dev.weir.formats.hubble.api.GetFlowsResponse;
import dev.weir.formats.hubble.api.LostEvent;
import dev.weir.formats.hubble.api.LostEventSource;
import dev.weir.formats.hubble.api.NodeState;
import dev.weir.formats.json.BadField;
import dev.weir.formats.wire.WholeMessage;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code observer.GetFlowsResponse}, as Hubble and its Relay stream it by gRPC. What the words mean is decided where the
 * JSON's are: equal flows give equal events, whichever way they came.
 */
public final class GetFlowsDecoder implements FlowDecoder {

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!Limits.admit(length, sink)) {
            return;
        }
        @Nullable FlowEvent event;
        try {
            event = event(WholeMessage.parse(GetFlowsResponse.parser(), bytes, offset, length));
        } catch (IOException broken) {
            sink.bad(WholeMessage.bad(broken, length));
            return;
        } catch (BadField bad) {
            sink.bad(new BadRecord(Reason.BAD_FIELD, String.valueOf(bad.getMessage()), 0, length));
            return;
        }
        if (event == null) {
            sink.bad(new BadRecord(Reason.WRONG_FORMAT, "neither flow nor status nor loss", 0, length));
            return;
        }
        sink.flow(event);
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.HUBBLE_JSON;
    }

    private static @Nullable FlowEvent event(GetFlowsResponse response) {
        String node = Words.text("node_name", response.getNodeName());
        Timestamp at = response.getTime();
        long time = Words.isTime(at) ? Words.nanos(at) : 0;
        return switch (response.getResponseTypesCase()) {
            case FLOW -> flow(FlowMessage.read(response.getFlow()), node, time);
            case LOST_EVENTS ->
                FlowEvents.envelope(node, time)
                        .setLoss(loss(response.getLostEvents()))
                        .build();
            case NODE_STATUS ->
                FlowEvents.envelope(node, time)
                        .setUnusable(status(response.getNodeStatus().getStateChangeValue()))
                        .build();
            case RESPONSETYPES_NOT_SET -> null;
        };
    }

    private static @Nullable FlowEvent flow(RawFlow flow, String node, long time) {
        if (flow.members == 0) {
            return null;
        }
        flow.nodeName = flow.nodeName.isEmpty() ? node : flow.nodeName;
        flow.time = flow.time == 0 ? time : flow.time;
        return FlowEvents.of(flow);
    }

    private static LossNotice loss(LostEvent lost) {
        int source = lost.getSourceValue();
        return LossNotice.newBuilder()
                .setWhere(source == 0 ? "" : Words.word(LostEventSource.forNumber(source), source))
                .setCount(lost.getNumEventsLost())
                .setFirstNs(Words.time("first", lost.getFirst()))
                .setLastNs(Words.time("last", lost.getLast()))
                .build();
    }

    private static Unusable status(int state) {
        return Unusable.newBuilder()
                .setReason(UnusableReason.NODE_STATUS)
                .setDetail(state == 0 ? "" : Words.word(NodeState.forNumber(state), state))
                .build();
    }
}
