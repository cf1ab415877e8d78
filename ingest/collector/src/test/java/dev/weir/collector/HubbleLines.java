package dev.weir.collector;

import java.util.List;
import java.util.stream.IntStream;

/** Lines as Cilium's exporter writes them, each with a uuid of its own. */
public final class HubbleLines {
    private HubbleLines() {}

    /** Lines with the uuids {@code e<from>} to {@code e<to - 1>}, of three nodes in turn. */
    public static List<String> of(int from, int to) {
        return IntStream.range(from, to).mapToObj(HubbleLines::line).toList();
    }

    private static String line(int number) {
        String node = "prod/n" + number % 3;
        return "{\"flow\":{\"time\":\"2026-11-24T12:00:00.%09dZ\",\"uuid\":\"e%d\",\"verdict\":\"FORWARDED\","
                        .formatted(number, number)
                + "\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"},"
                + "\"l4\":{\"TCP\":{\"source_port\":40000,\"destination_port\":80}},"
                + "\"node_name\":\"" + node + "\",\"is_reply\":false},\"node_name\":\"" + node + "\"}";
    }

    /** The uuids of those lines. */
    public static List<String> uuids(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "e" + number).toList();
    }
}
