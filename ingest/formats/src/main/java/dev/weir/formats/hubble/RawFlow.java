package dev.weir.formats.hubble;

import com.google.protobuf.ByteString;
import dev.weir.v1.L7;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.ServiceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code flow.Flow} message, as far as it was there: members have the names of the message's fields, and null or -1 is
 * absent, which a field mask can make of any of them.
 */
final class RawFlow {
    static final int ABSENT = -1;

    /** Members of the message that were there at all. */
    int members;

    /** Nanoseconds since the epoch; 0 is absent. */
    long time;

    String uuid = "";
    String producer = "";
    String nodeName = "";

    @Nullable
    String verdict;

    @Nullable
    String dropReason;

    @Nullable
    String dropReasonDesc;

    boolean ethernet;

    @Nullable
    ByteString sourceIp;

    @Nullable
    ByteString sourceIpXlated;

    @Nullable
    ByteString destinationIp;

    boolean l4;

    /** IANA's number, 0 if not told. */
    int protocol;

    int sourcePort = ABSENT;
    int destinationPort = ABSENT;

    /** {@link TcpFlags}. */
    int tcpFlags = ABSENT;

    int icmpType = ABSENT;
    int icmpCode = ABSENT;

    RawEndpoint source = new RawEndpoint();
    RawEndpoint destination = new RawEndpoint();
    List<String> sourceNames = List.of();
    List<String> destinationNames = List.of();

    @Nullable
    ServiceRef sourceService;

    @Nullable
    ServiceRef destinationService;

    @Nullable
    L7 l7;

    @Nullable
    RawDns dns;

    int eventType = ABSENT;
    int eventSubType;

    String trafficDirection = "";
    String tracePoint = "";
    String traceReason = "";
    String sockXlatePoint = "";

    @Nullable
    Boolean isReply;

    int policyMatchType = ABSENT;
    final List<PolicyHit.Builder> policies = new ArrayList<>();

    /** The exporter folded several events into this one. */
    boolean aggregate;

    final Map<String, String> extras = new LinkedHashMap<>();

    /** Written by Retina, whose {@code is_reply} is false until it knows better. */
    boolean retina;
}
