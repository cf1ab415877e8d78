package dev.weir.formats.calico;

import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Limits;
import dev.weir.formats.calico.api.FlowResult;
import dev.weir.formats.json.BadField;
import dev.weir.formats.wire.WholeMessage;
import dev.weir.v1.SourceFormat;
import java.io.IOException;
import java.util.Objects;

/**
 * {@code goldmane.FlowResult}, as Goldmane streams it by gRPC. What the words mean is decided where the JSON's are: equal
 * flows give equal events, whichever way they came.
 */
public final class FlowResultDecoder implements FlowDecoder {

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!Limits.admit(length, sink)) {
            return;
        }
        RawFlow flow;
        try {
            flow = FlowResultMessage.read(WholeMessage.parse(FlowResult.parser(), bytes, offset, length)
                    .getFlow());
        } catch (IOException broken) {
            sink.bad(WholeMessage.bad(broken, length));
            return;
        } catch (BadField bad) {
            sink.bad(new BadRecord(Reason.BAD_FIELD, String.valueOf(bad.getMessage()), 0, length));
            return;
        }
        if (!flow.recognised) {
            sink.bad(new BadRecord(Reason.WRONG_FORMAT, "a result without a flow", 0, length));
            return;
        }
        sink.flow(FlowEvents.of(flow, format()));
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.CALICO_GOLDMANE;
    }
}
