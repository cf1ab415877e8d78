package dev.weir.formats.calico;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Limits;
import dev.weir.formats.calico.api.FlowResult;
import dev.weir.formats.json.BadField;
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
        if (length == 0) {
            sink.bad(new BadRecord(Reason.EMPTY, "no bytes", 0, 0));
            return;
        }
        if (length > Limits.VALUE_BYTES) {
            String detail = length + " bytes; the limit is " + Limits.VALUE_BYTES;
            sink.bad(new BadRecord(Reason.TOO_LARGE, detail, 0, length));
            return;
        }
        RawFlow flow;
        try {
            flow = FlowResultMessage.read(parse(bytes, offset, length).getFlow());
        } catch (IOException broken) {
            sink.bad(new BadRecord(reason(broken), String.valueOf(broken.getMessage()), 0, length));
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

    private static FlowResult parse(byte[] bytes, int offset, int length) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
        in.setRecursionLimit(Limits.DEPTH);
        FlowResult result = FlowResult.parseFrom(in);
        in.checkLastTagWas(0);
        return result;
    }

    private static Reason reason(IOException broken) {
        String message = String.valueOf(broken.getMessage());
        return broken instanceof InvalidProtocolBufferException && message.contains("ended unexpectedly")
                ? Reason.TRUNCATED
                : Reason.NOT_PROTOBUF;
    }
}
