package dev.weir.formats.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import java.io.IOException;

/** A value that is one Protobuf message, read by Protobuf's own library within {@link Limits}. */
public final class WholeMessage {
    private WholeMessage() {}

    /** @throws IOException if it is no such message, or messages stand in one another too deep */
    public static <T> T parse(Parser<T> parser, byte[] bytes, int offset, int length) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
        in.setRecursionLimit(Limits.DEPTH);
        T message = parser.parseFrom(in);
        in.checkLastTagWas(0);
        return message;
    }

    /** The bad piece that such a value is. */
    public static BadRecord bad(IOException broken, int length) {
        String message = String.valueOf(broken.getMessage());
        boolean early = broken instanceof InvalidProtocolBufferException && message.contains("ended unexpectedly");
        return new BadRecord(early ? Reason.TRUNCATED : Reason.NOT_PROTOBUF, message, 0, length);
    }
}
