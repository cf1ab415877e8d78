package dev.weir.job.operator;

import dev.weir.job.source.RawRecord;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.SnapshotComplete;
import java.nio.charset.StandardCharsets;

/** Records written by hand, as Hubble tells them. */
final class Samples {
    static final String TOPIC = "flows";

    private Samples() {}

    static RawRecord raw(long offset, String json) {
        return raw(offset, json.getBytes(StandardCharsets.UTF_8));
    }

    static RawRecord raw(long offset, byte[] bytes) {
        return new RawRecord(TOPIC, 0, offset, 1_700_000_000_000L, bytes);
    }

    /** A packet from client to server, or back. */
    static String flow(String client, String server, int clientPort, boolean reply, String flag, String second) {
        String from = reply ? server : client;
        String to = reply ? client : server;
        int sourcePort = reply ? 8080 : clientPort;
        int destinationPort = reply ? clientPort : 8080;
        return """
                {"flow":{"time":"2024-05-06T07:08:%sZ","verdict":"FORWARDED",\
                "IP":{"source":"10.0.0.1","destination":"10.0.0.2","ipVersion":"IPv4"},\
                "l4":{"TCP":{"source_port":%d,"destination_port":%d,"flags":{"%s":true}}},\
                "source":%s,"destination":%s,"Type":"L3_L4","event_type":{"type":4},\
                "traffic_direction":"INGRESS","trace_observation_point":"TO_ENDPOINT","is_reply":%s}}""".formatted(second, sourcePort, destinationPort, flag, pod(from), pod(to), reply);
    }

    /** A whole, answered connection. */
    static String[] connection(String client, String server, int clientPort) {
        return new String[] {
            flow(client, server, clientPort, false, "SYN", "01"),
            flow(client, server, clientPort, true, "ACK", "02"),
            flow(client, server, clientPort, false, "ACK", "03")
        };
    }

    private static String pod(String name) {
        return """
                {"ID":1,"namespace":"shop","labels":["k8s:app=%s"],"pod_name":"%s-1"}""".formatted(name, name);
    }

    static InventoryEvent snapshotComplete() {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setKind("Snapshot")
                .setName("lab")
                .setSnapshotComplete(SnapshotComplete.newBuilder().setObjects(1))
                .build();
    }
}
