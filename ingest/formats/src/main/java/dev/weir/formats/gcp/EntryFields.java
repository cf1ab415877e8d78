package dev.weir.formats.gcp;

import dev.weir.formats.json.Fields;
import dev.weir.formats.json.Scalars;
import dev.weir.formats.json.Timestamps;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.PolicyHit;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The members of an entry and of both payloads, which a node's own log agent may write without the entry around them. */
final class EntryFields {

    private static final Fields<RawEntry> CONNECTION = Fields.<RawEntry>of()
            .address("src_ip", (entry, value) -> entry.source.ip = value)
            .address("dest_ip", (entry, value) -> entry.destination.ip = value)
            .uint16("src_port", (entry, value) -> entry.source.port = value)
            .uint16("dest_port", (entry, value) -> entry.destination.port = value)
            .word("protocol", (entry, value) -> entry.protocol = value)
            .text("direction", (entry, value) -> entry.direction = value)
            .build();

    private static final Fields<PolicyHit.Builder> POLICY = Fields.<PolicyHit.Builder>of()
            .text("name", PolicyHit.Builder::setName)
            .text("namespace", PolicyHit.Builder::setNamespace)
            .text("kind", PolicyHit.Builder::setKind)
            .build();

    private static final Fields<RawEnd> PEER = Fields.<RawEnd>of()
            .text("pod_name", (end, value) -> end.podName = value)
            .text("pod_namespace", (end, value) -> end.podNamespace = value)
            .text("namespace", (end, value) -> end.podNamespace = value)
            .text("workload_name", (end, value) -> end.workloadName = value)
            .text("workload_kind", (end, value) -> end.workloadKind = value)
            .text("instance", (end, value) -> end.instance = value)
            .build();

    private static final Fields<RawEnd> WORKLOAD = Fields.<RawEnd>of()
            .text("workload_name", (end, value) -> end.workloadName = value)
            .text("workload_type", (end, value) -> end.workloadKind = value)
            .build();

    private static final Fields<RawEnd> POD = Fields.<RawEnd>of()
            .text("pod_name", (end, value) -> end.podName = value)
            .text("pod_namespace", (end, value) -> end.podNamespace = value)
            .object("pod_workload", end -> end, WORKLOAD)
            .build();

    /** The services of a pod are not told: which of them was asked for, if any, nobody says. */
    private static final Fields<RawEnd> GKE =
            Fields.<RawEnd>of().object("pod", end -> end, POD).build();

    private static final Fields<RawEnd> INSTANCE = Fields.<RawEnd>of()
            .text("vm_name", (end, value) -> end.instance = value)
            .build();

    private static final Fields<RawEnd> GOOGLE = Fields.<RawEnd>of()
            .text("service_name", (end, value) -> end.cloudService = value)
            .build();

    private static final Fields<RawEntry> PAYLOAD = payload().build();

    private static final Fields<RawEntry> ENTRY = payload()
            .value("jsonPayload", EntryFields::nested)
            .text("insertId", (entry, value) -> entry.insertId = value)
            .build();

    private EntryFields() {}

    static RawEntry read(JsonParser in, Wrapping wrapping) {
        RawEntry entry = new RawEntry();
        ENTRY.read(in, entry, wrapping::offer);
        return entry;
    }

    private static void nested(RawEntry entry, JsonParser in) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            PAYLOAD.read(in, entry);
        } else {
            in.skipChildren();
        }
    }

    private static Fields.Table<RawEntry> payload() {
        Fields.Table<RawEntry> table = Fields.<RawEntry>of()
                .value("connection", EntryFields::connection)
                .value("disposition", (entry, in) -> entry.disposition = word(in))
                .value("reporter", (entry, in) -> entry.reporter = word(in))
                .value("node_name", (entry, in) -> entry.nodeName = word(in))
                .value("start_time", (entry, in) -> entry.start = time(in))
                .value("end_time", (entry, in) -> entry.end = time(in))
                .value("timestamp", (entry, in) -> entry.timestamp = Math.max(entry.timestamp, time(in)))
                .uint64("bytes_sent", (entry, value) -> entry.bytes = value)
                .uint64("packets_sent", (entry, value) -> entry.packets = value)
                .uint64("count", (entry, value) -> entry.count = value)
                .value("policies", EntryFields::policies);
        end(table, "src", entry -> entry.source);
        end(table, "dest", entry -> entry.destination);
        return table;
    }

    private static void end(Fields.Table<RawEntry> table, String prefix, Function<RawEntry, RawEnd> end) {
        part(table, prefix, end, PEER);
        part(table, prefix + "_gke_details", end, GKE);
        part(table, prefix + "_instance", end, INSTANCE);
        part(table, prefix + "_google_service", end, GOOGLE);
    }

    /** Names so common that other programs use them for something else. */
    private static void part(
            Fields.Table<RawEntry> table, String member, Function<RawEntry, RawEnd> end, Fields<RawEnd> fields) {
        table.value(member, (entry, in) -> {
            if (in.currentToken() == JsonToken.START_OBJECT) {
                fields.read(in, end.apply(entry));
            } else {
                in.skipChildren();
            }
        });
    }

    private static void connection(RawEntry entry, JsonParser in) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            entry.connection = true;
            CONNECTION.read(in, entry);
        } else {
            in.skipChildren();
        }
    }

    private static void policies(RawEntry entry, JsonParser in) {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            Scalars.each(in, at -> POLICY.read(at, entry.newPolicy()));
        } else {
            in.skipChildren();
        }
    }

    private static String word(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return Scalars.text(in);
        }
        in.skipChildren();
        return "";
    }

    /** 0 where it is in some other notation, which a tailer's may be. */
    private static long time(JsonParser in) {
        return Timestamps.withZone(word(in)).orElse(0);
    }
}
