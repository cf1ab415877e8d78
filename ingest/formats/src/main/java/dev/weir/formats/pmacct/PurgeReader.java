package dev.weir.formats.pmacct;

import dev.weir.formats.json.Fields;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** One object of a purge. */
public final class PurgeReader implements RecordReader {

    private static final Fields<RawPurge> FIELDS = Fields.<RawPurge>of()
            .word("event_type", (purge, value) -> purge.eventType = value)
            .word("writer_id", (purge, value) -> purge.writerId = value)
            .address("ip_src", (purge, value) -> purge.sourceIp = value)
            .address("ip_dst", (purge, value) -> purge.destinationIp = value)
            .uint16("port_src", (purge, value) -> purge.sourcePort = value)
            .uint16("port_dst", (purge, value) -> purge.destinationPort = value)
            .word("ip_proto", (purge, value) -> purge.protocol = value)
            .value("tcp_flags", (purge, in) -> purge.tcpFlags = FlagSum.read(in))
            .uint16("icmp_type", (purge, value) -> purge.icmpType = value)
            .uint16("icmp_code", (purge, value) -> purge.icmpCode = value)
            .uint64("packets", (purge, value) -> purge.packets = value)
            .uint64("bytes", (purge, value) -> purge.bytes = value)
            .uint64("flows", (purge, value) -> purge.flows = value)
            .text("peer_ip_src", (purge, value) -> purge.exporter = value)
            .address("post_nat_ip_src", (purge, value) -> purge.sourceIpAfter = value)
            .address("post_nat_ip_dst", (purge, value) -> purge.destinationIpAfter = value)
            .uint16("post_nat_port_src", (purge, value) -> purge.sourcePortAfter = value)
            .uint16("post_nat_port_dst", (purge, value) -> purge.destinationPortAfter = value)
            .word("fwd_status", (purge, value) -> purge.forwardingStatus = value)
            .uint32("sampling_rate", (purge, value) -> purge.samplingRate = value)
            .value("timestamp_start", (purge, in) -> purge.start = PurgeTime.read(in))
            .value("timestamp_end", (purge, in) -> purge.end = PurgeTime.read(in))
            .value("timestamp_min", (purge, in) -> purge.first = PurgeTime.read(in))
            .value("timestamp_max", (purge, in) -> purge.last = PurgeTime.read(in))
            .value("timestamp_arrival", (purge, in) -> purge.arrival = PurgeTime.read(in))
            .value("stamp_inserted", (purge, in) -> purge.inserted = PurgeTime.read(in))
            .value("stamp_updated", (purge, in) -> purge.updated = PurgeTime.read(in))
            .build();

    @Override
    public SourceFormat format() {
        return SourceFormat.PMACCT_JSON;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawPurge purge = new RawPurge();
        FIELDS.read(in, purge, at -> other(at, purge, wrapping));
        if (purge.sourceIp == null && purge.destinationIp == null) {
            return purge.isMarker() ? PurgeEvents.marker(purge) : null;
        }
        return PurgeEvents.of(purge);
    }

    /** Labels, tags, interfaces and an operator's own primitives. */
    private static void other(JsonParser in, RawPurge purge, Wrapping wrapping) {
        purge.extras.offer(in);
        wrapping.offer(in);
    }
}
