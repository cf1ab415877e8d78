package dev.weir.bench.load;

import dev.weir.bench.flows.Flow;
import dev.weir.bench.flows.Flow.Pod;
import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells flows as an exporter does that knows addresses only: IPFIX messages (RFC 7011) of as many records as fit a
 * datagram, each with its template, so that every message can be read by itself. The messages of a partition are an
 * observation domain of their own, for their sequence numbers must have no gaps.
 */
final class IpfixWriter {
    private static final int RECORDS_PER_MESSAGE = 24;
    private static final int SYN_ACK_PSH = 0x1A;
    private static final int TCP = 6;
    private static final Layout LAYOUT = Layout.of(
            256,
            Field.of(8, 4), // sourceIPv4Address
            Field.of(12, 4), // destinationIPv4Address
            Field.of(7, 2), // sourceTransportPort
            Field.of(11, 2), // destinationTransportPort
            Field.of(4, 1), // protocolIdentifier
            Field.of(6, 2), // tcpControlBits
            Field.of(2, 8), // packetDeltaCount
            Field.of(1, 8), // octetDeltaCount
            Field.of(152, 8), // flowStartMilliseconds
            Field.of(153, 8)); // flowEndMilliseconds

    private final Consumer<byte[]> values;
    private final long[] sequences;
    private final List<List<?>> rows = new ArrayList<>();
    private int domain;
    private long lastMs;

    /** @param partitions that the consumer sends to in turn */
    IpfixWriter(int partitions, Consumer<byte[]> values) {
        this.sequences = new long[partitions];
        this.values = values;
    }

    void write(Flow flow) {
        Pod source = flow.reply() ? flow.server() : flow.client();
        Pod destination = flow.reply() ? flow.client() : flow.server();
        lastMs = flow.timeNs() / 1_000_000;
        rows.add(List.of(
                source.ip(),
                destination.ip(),
                flow.reply() ? flow.serverPort() : flow.clientPort(),
                flow.reply() ? flow.clientPort() : flow.serverPort(),
                TCP,
                SYN_ACK_PSH,
                7,
                830,
                lastMs,
                lastMs));
        if (rows.size() == RECORDS_PER_MESSAGE) {
            finish();
        }
    }

    /** Hands over what is left. */
    void finish() {
        if (rows.isEmpty()) {
            return;
        }
        values.accept(SetsMessage.ipfix(domain, sequences[domain], lastMs / 1000)
                .templates(LAYOUT)
                .data(LAYOUT, rows)
                .toBytes());
        sequences[domain] += rows.size();
        domain = (domain + 1) % sequences.length;
        rows.clear();
    }
}
