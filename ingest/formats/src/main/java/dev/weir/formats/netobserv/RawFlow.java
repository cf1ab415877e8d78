package dev.weir.formats.netobserv;

import dev.weir.formats.json.Extras;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.SourceFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as it was there; empty, null and -1 are absent. */
final class RawFlow {
    static final int ABSENT = -1;

    SourceFormat format = SourceFormat.NETOBSERV_JSON;
    final RawEnd source = new RawEnd();
    final RawEnd destination = new RawEnd();
    int etherType = ABSENT;
    int protocol;
    int icmpType = ABSENT;
    int icmpCode = ABSENT;

    /** The agent's own. */
    @Nullable
    AgentFlags flags;

    /** As NetFlow and IPFIX have them, which this pipeline reads too: the OR of all packets' bits. */
    int flagSum = ABSENT;

    String agent = "";
    String cluster = "";

    /** Whether the record has a word of the pipeline's, by which its records are known. */
    boolean marked;

    /** Whether goflow2 has named the exporter, whose words this pipeline keeps when it reads through it. */
    boolean sampler;

    /** 0 in at the destination's node, 1 out at the source's, 2 within one. */
    int direction = ABSENT;

    final List<String> interfaces = new ArrayList<>();

    /** Where these are told, {@link #direction} is the node's; older agents put the interface's there. */
    boolean interfaceDirections;

    /** Nanoseconds since the epoch; 0 was not taken. */
    long startNs;

    long endNs;
    long receivedSeconds;

    @Nullable
    Long packets;

    @Nullable
    Long bytes;

    @Nullable
    Long packetsBack;

    @Nullable
    Long bytesBack;

    /** One packet in so many, 32 bits unsigned; 0 is unknown. */
    int sampling;

    long droppedPackets;
    long droppedBytes;
    String dropCause = "";

    /** The header's flags of a DNS message (RFC 1035, section 4.1.1). */
    int dnsFlags = ABSENT;

    String dnsName = "";

    /** A conversation's, if it is not {@code flowLog}. */
    String recordType = "";

    final List<PolicyHit> policies = new ArrayList<>();
    final Extras extras = new Extras();
}
