package dev.weir.formats.pmacct;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Extras;
import org.jspecify.annotations.Nullable;

/** A purged object as it was there; null and -1 are absent, which a shorter {@code aggregate} list makes of any member. */
final class RawPurge {
    static final int ABSENT = -1;

    String eventType = "";
    String writerId = "";

    @Nullable
    ByteString sourceIp;

    @Nullable
    ByteString destinationIp;

    int sourcePort = ABSENT;
    int destinationPort = ABSENT;
    String protocol = "";
    int tcpFlags = ABSENT;
    int icmpType = ABSENT;
    int icmpCode = ABSENT;

    @Nullable
    Long packets;

    @Nullable
    Long bytes;

    @Nullable
    Long flows;

    String exporter = "";

    @Nullable
    ByteString sourceIpAfter;

    @Nullable
    ByteString destinationIpAfter;

    int sourcePortAfter = ABSENT;
    int destinationPortAfter = ABSENT;
    String forwardingStatus = "";

    /** One packet in so many, 32 bits unsigned; 0 is unknown. */
    int samplingRate;

    PurgeTime start = PurgeTime.NONE;
    PurgeTime end = PurgeTime.NONE;
    PurgeTime first = PurgeTime.NONE;
    PurgeTime last = PurgeTime.NONE;
    PurgeTime arrival = PurgeTime.NONE;
    PurgeTime inserted = PurgeTime.NONE;
    PurgeTime updated = PurgeTime.NONE;
    final Extras extras = new Extras();

    /** The lines that open and close a purge ({@code print_markers}, {@code kafka_markers}). */
    boolean isMarker() {
        return eventType.equals("purge_init") || eventType.equals("purge_close");
    }
}
