package dev.weir.formats.netflow;

import dev.weir.formats.Limits;
import dev.weir.formats.wire.Numbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of messages that follow one another, as files hold them (RFC 5655 for IPFIX), into messages. v5 tells how
 * many records it has and IPFIX how many bytes; v9 ends where, in place of a set's number, the next message's version
 * stands, since no set has such a number.
 */
public final class MessageStream {
    private static final int START = 4;
    private static final int V5_HEADER = 24;
    private static final int V5_RECORD = 48;
    private static final int V5_MOST_RECORDS = 30;
    private static final int V9_HEADER = 20;
    private static final int IPFIX_HEADER = 16;

    private final PushbackInputStream in;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    public MessageStream(InputStream in) {
        this.in = new PushbackInputStream(in, START);
    }

    /**
     * The next message, or null at the end. From where no message begins, the rest comes in pieces of {@link
     * Limits#VALUE_BYTES}, for a decoder to say what is wrong with it.
     */
    public byte @Nullable [] next() throws IOException {
        message.reset();
        byte[] start = in.readNBytes(START);
        if (start.length == 0) {
            return null;
        }
        message.writeBytes(start);
        if (start.length == START) {
            body(Version.of(Numbers.uint16(start, 0)), Numbers.uint16(start, 2));
        }
        return message.toByteArray();
    }

    private void body(@Nullable Version version, int told) throws IOException {
        if (version == Version.V5 && told >= 1 && told <= V5_MOST_RECORDS) {
            take(V5_HEADER - START + told * V5_RECORD);
        } else if (version == Version.IPFIX && told >= IPFIX_HEADER) {
            take(told - START);
        } else if (version == Version.V9) {
            take(V9_HEADER - START);
            sets();
        } else {
            take(Limits.VALUE_BYTES - START);
        }
    }

    private void sets() throws IOException {
        while (message.size() < Limits.VALUE_BYTES) {
            byte[] start = in.readNBytes(START);
            if (start.length == START && Version.of(Numbers.uint16(start, 0)) != null) {
                in.unread(start);
                return;
            }
            message.writeBytes(start);
            if (start.length < START) {
                return;
            }
            int length = Numbers.uint16(start, 2);
            take(length < START ? Limits.VALUE_BYTES - message.size() : length - START);
        }
    }

    private void take(int length) throws IOException {
        message.writeBytes(in.readNBytes(Math.max(0, length)));
    }
}
