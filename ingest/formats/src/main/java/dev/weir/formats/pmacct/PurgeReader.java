package dev.weir.formats.pmacct;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Members;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One object of a purge. */
public final class PurgeReader implements RecordReader {

    /** Unmapped members that are kept, and how long one may be. */
    private static final int EXTRAS = 16;

    private static final int EXTRA_CHARS = 256;

    private enum Field {
        EVENT_TYPE("event_type"),
        WRITER_ID("writer_id"),
        IP_SRC("ip_src"),
        IP_DST("ip_dst"),
        PORT_SRC("port_src"),
        PORT_DST("port_dst"),
        IP_PROTO("ip_proto"),
        TCP_FLAGS("tcp_flags"),
        ICMP_TYPE("icmp_type"),
        ICMP_CODE("icmp_code"),
        PACKETS("packets"),
        BYTES("bytes"),
        FLOWS("flows"),
        PEER_IP_SRC("peer_ip_src"),
        POST_NAT_IP_SRC("post_nat_ip_src"),
        POST_NAT_IP_DST("post_nat_ip_dst"),
        POST_NAT_PORT_SRC("post_nat_port_src"),
        POST_NAT_PORT_DST("post_nat_port_dst"),
        FWD_STATUS("fwd_status"),
        SAMPLING_RATE("sampling_rate"),
        TIMESTAMP_START("timestamp_start"),
        TIMESTAMP_END("timestamp_end"),
        TIMESTAMP_MIN("timestamp_min"),
        TIMESTAMP_MAX("timestamp_max"),
        TIMESTAMP_ARRIVAL("timestamp_arrival"),
        STAMP_INSERTED("stamp_inserted"),
        STAMP_UPDATED("stamp_updated");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    @Override
    public SourceFormat format() {
        return SourceFormat.PMACCT_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawPurge purge = new RawPurge();
        FIELDS.read(in, (field, at) -> field(field, at, purge), at -> other(at, purge, wrapping));
        if (purge.sourceIp == null && purge.destinationIp == null) {
            return purge.isMarker() ? PurgeEvents.marker(purge) : null;
        }
        return PurgeEvents.of(purge);
    }

    private static void field(Field field, JsonParser in, RawPurge purge) {
        switch (field) {
            case EVENT_TYPE -> purge.eventType = Scalars.word(in);
            case WRITER_ID -> purge.writerId = Scalars.word(in);
            case IP_SRC -> purge.sourceIp = address(in);
            case IP_DST -> purge.destinationIp = address(in);
            case PORT_SRC -> purge.sourcePort = Scalars.uint16(in);
            case PORT_DST -> purge.destinationPort = Scalars.uint16(in);
            case IP_PROTO -> purge.protocol = Scalars.word(in);
            case TCP_FLAGS -> purge.tcpFlags = FlagSum.read(in);
            case ICMP_TYPE -> purge.icmpType = Scalars.uint16(in);
            case ICMP_CODE -> purge.icmpCode = Scalars.uint16(in);
            case PACKETS -> purge.packets = Scalars.uint64(in);
            case BYTES -> purge.bytes = Scalars.uint64(in);
            case FLOWS -> purge.flows = Scalars.uint64(in);
            case PEER_IP_SRC -> purge.exporter = Scalars.text(in);
            case POST_NAT_IP_SRC -> purge.sourceIpAfter = address(in);
            case POST_NAT_IP_DST -> purge.destinationIpAfter = address(in);
            case POST_NAT_PORT_SRC -> purge.sourcePortAfter = Scalars.uint16(in);
            case POST_NAT_PORT_DST -> purge.destinationPortAfter = Scalars.uint16(in);
            case FWD_STATUS -> purge.forwardingStatus = Scalars.word(in);
            case SAMPLING_RATE -> purge.samplingRate = Scalars.uint32(in);
            case TIMESTAMP_START -> purge.start = PurgeTime.read(in);
            case TIMESTAMP_END -> purge.end = PurgeTime.read(in);
            case TIMESTAMP_MIN -> purge.first = PurgeTime.read(in);
            case TIMESTAMP_MAX -> purge.last = PurgeTime.read(in);
            case TIMESTAMP_ARRIVAL -> purge.arrival = PurgeTime.read(in);
            case STAMP_INSERTED -> purge.inserted = PurgeTime.read(in);
            case STAMP_UPDATED -> purge.updated = PurgeTime.read(in);
        }
    }

    /** Null where pmacct has written no address, which it does for frames without IP. */
    private static @Nullable ByteString address(JsonParser in) {
        String text = Scalars.text(in);
        if (text.isEmpty()) {
            return null;
        }
        ByteString address = Addresses.parse(text);
        if (address == null) {
            throw Scalars.bad(in, "is no IP address");
        }
        return address;
    }

    /** Labels, tags, interfaces and an operator's own primitives stay with the flow, within bounds. */
    private static void other(JsonParser in, RawPurge purge, Wrapping wrapping) {
        JsonToken token = in.currentToken();
        String name = in.currentName();
        boolean scalar = token.isScalarValue() && token != JsonToken.VALUE_NULL;
        if (scalar && name != null && purge.extras.size() < EXTRAS && in.getStringLength() <= EXTRA_CHARS) {
            purge.extras.put(Scalars.wellFormed(name), Scalars.wellFormed(in.getString()));
        }
        wrapping.offer(in);
    }
}
