package dev.weir.formats.conntrack;

import com.google.protobuf.ByteString;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.json.Texts;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Verdict;
import java.util.Map;

/** The canonical form of a {@link RawEntry}. */
final class EntryEvents {
    private static final int SCHEMA_VERSION = 1;

    private EntryEvents() {}

    static FlowEvent of(RawEntry entry) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.CONNTRACK)
                .setProducer("conntrack")
                .setEventTimeNs(entry.time)
                .setObservation(observation(entry))
                .build();
    }

    private static Observation observation(RawEntry entry) {
        int protocol = entry.protocolNumber;
        Observation.Builder observation = Observation.newBuilder()
                .setSource(end(entry, "src", "sport", "dst", "dport", protocol))
                .setDestination(end(entry, "dst", "dport", "src", "sport", protocol))
                .setIpProtocol(protocol)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_CONNTRACK)
                .setStartNs(entry.time)
                .setEndNs(entry.time)
                .setSamplingInterval(1)
                .setConnections(1)
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setVerdict(Verdict.VERDICT_OBSERVED)
                .setState(state(entry));
        if (IpProtocols.isIcmp(protocol) && entry.original.containsKey("type")) {
            observation.setIcmpType(port(entry.original, "type")).setIcmpCode(port(entry.original, "code"));
        }
        counters(entry, observation);
        return observation.build();
    }

    /** What the reply's tuple has for the same end is what stood there after translation. */
    private static Endpoint end(
            RawEntry entry, String address, String port, String after, String portAfter, int protocol) {
        ByteString ip = address(entry.original, address);
        ByteString ipAfter = address(entry.reply, after);
        Endpoint.Builder end = Endpoint.newBuilder().setIp(ip);
        if (!ipAfter.isEmpty() && !ipAfter.equals(ip)) {
            end.setIpXlated(ipAfter);
        }
        if (!IpProtocols.hasPorts(protocol) || !entry.original.containsKey(port)) {
            return end.build();
        }
        end.setPort(port(entry.original, port));
        if (entry.reply.containsKey(portAfter) && port(entry.reply, portAfter) != end.getPort()) {
            end.setPortXlated(port(entry.reply, portAfter));
        }
        return end.build();
    }

    /** A new entry has no reply yet whatever comes of it; one that ends without was an attempt in vain. */
    private static ConnState state(RawEntry entry) {
        boolean unreplied = entry.marks.contains("UNREPLIED");
        if (entry.marks.contains("NEW")) {
            return ConnState.STATE_NEW;
        }
        if (unreplied) {
            return ConnState.STATE_UNREPLIED;
        }
        return entry.marks.contains("DESTROY") ? ConnState.STATE_CLOSED : ConnState.STATE_ESTABLISHED;
    }

    /** Kept where {@code nf_conntrack_acct} is on; they run from the connection's start. */
    private static void counters(RawEntry entry, Observation.Builder observation) {
        if (!entry.original.containsKey("packets") || !entry.reply.containsKey("packets")) {
            return;
        }
        observation
                .setCounterKind(CounterKind.COUNTER_TOTAL)
                .setPackets(count(entry.original, "packets"))
                .setBytes(count(entry.original, "bytes"))
                .setReversePackets(count(entry.reply, "packets"))
                .setReverseBytes(count(entry.reply, "bytes"));
    }

    private static ByteString address(Map<String, String> tuple, String field) {
        return Texts.address(field, tuple.getOrDefault(field, ""));
    }

    private static int port(Map<String, String> tuple, String field) {
        return Texts.port(field, tuple.getOrDefault(field, "0"));
    }

    private static long count(Map<String, String> tuple, String field) {
        return Texts.number(field, tuple.getOrDefault(field, "0"), Long.MAX_VALUE);
    }
}
