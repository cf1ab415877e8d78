package dev.weir.formats.goflow2;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Extras;
import dev.weir.v1.Observation;
import dev.weir.v1.SourceFormat;

/** A message as it was there; empty and -1 are absent. */
final class RawMessage {
    static final int ABSENT = -1;

    SourceFormat format = SourceFormat.GOFLOW2_JSON;

    /** {@code FlowMessage.FlowType}, as a word or a number. */
    String type = "";

    String sampler = "";

    /** Whether it has a word of Kubernetes, which goflow2 knows nothing of. */
    boolean foreign;

    ByteString source = ByteString.EMPTY;
    ByteString destination = ByteString.EMPTY;
    int sourcePort = ABSENT;
    int destinationPort = ABSENT;
    String sourcePod = "";
    String destinationPod = "";
    String etherType = "";

    /** IANA's number; 0 where it is not known. */
    int protocol;

    int tcpFlags = ABSENT;
    int icmpType = ABSENT;
    int icmpCode = ABSENT;
    int forwardingStatus;

    /** biflowDirection (IE 239): 1 the initiator's, 2 the responder's packets. */
    int biflowDirection;

    /** One packet in so many, 32 bits unsigned; 0 is unknown. */
    int samplingRate;

    private long packets;
    private boolean hasPackets;
    private long bytes;
    private boolean hasBytes;

    /** Nanoseconds since the epoch; 0 was not taken. */
    long start;

    long end;
    long received;

    /** The same of version 1, to the second. */
    long startSeconds;

    long endSeconds;
    long receivedSeconds;

    final Extras extras = new Extras();

    void packets(long told) {
        packets = told;
        hasPackets = true;
    }

    void bytes(long told) {
        bytes = told;
        hasBytes = true;
    }

    void counters(Observation.Builder observation) {
        if (hasPackets) {
            observation.setPackets(packets);
        }
        if (hasBytes) {
            observation.setBytes(bytes);
        }
    }

    long start() {
        return start == 0 ? startSeconds : start;
    }

    long end() {
        return Math.max(start(), end == 0 ? endSeconds : end);
    }

    /** Of the end, or of the arrival where the flow itself has no time. */
    long time() {
        if (end() != 0) {
            return end();
        }
        return received == 0 ? receivedSeconds : received;
    }

    /** Whether {@link #time} is to the second. */
    boolean isCoarse() {
        return end == 0 && start == 0 && received == 0;
    }

    boolean isPacket() {
        return type.equals("SFLOW_5") || type.equals("1");
    }
}
