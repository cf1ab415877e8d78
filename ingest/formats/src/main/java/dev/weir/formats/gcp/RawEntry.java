package dev.weir.formats.gcp;

import dev.weir.v1.PolicyHit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log entry with either payload; empty, null and -1 are absent. */
final class RawEntry {
    static final int ABSENT = -1;

    final RawEnd source = new RawEnd();
    final RawEnd destination = new RawEnd();
    boolean connection;
    String protocol = "";

    /** A policy record's, of the connection at the pod: {@code ingress}, {@code egress}. */
    String direction = "";

    /** A policy record's: {@code allow}, {@code deny}. */
    String disposition = "";

    /** A VPC flow's: {@code SRC}, {@code DEST} and others. */
    String reporter = "";

    String insertId = "";
    String nodeName = "";

    /** Nanoseconds since the epoch; 0 is absent. */
    long start;

    long end;
    long timestamp;

    @Nullable
    Long packets;

    @Nullable
    Long bytes;

    @Nullable
    Long count;

    final List<PolicyHit.Builder> policies = new ArrayList<>();

    PolicyHit.Builder newPolicy() {
        PolicyHit.Builder policy = PolicyHit.newBuilder();
        policies.add(policy);
        return policy;
    }
}
