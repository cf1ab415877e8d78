package dev.weir.exporters.netflow;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A message of NetFlow v5, by Cisco's "NetFlow Export Datagram Format". */
public final class FiveMessage {
    private static final int HEADER = 24;
    private static final int RECORD = 48;

    /**
     * A flow.
     *
     * @param firstMs of the exporter's uptime
     * @param lastMs of the exporter's uptime
     */
    public record Flow(
            Inet4Address source,
            Inet4Address destination,
            int sourcePort,
            int destinationPort,
            int protocol,
            int tcpFlags,
            long packets,
            long octets,
            long firstMs,
            long lastMs) {}

    private final long sequence;
    private final long seconds;
    private final long nanos;
    private final long uptimeMs;
    private final int engine;
    private final int sampling;
    private final List<Flow> flows = new ArrayList<>();

    /**
     * @param engine type and number, 8 bits each
     * @param sampling mode and interval, 2 bits and 14
     */
    public FiveMessage(long sequence, long seconds, long nanos, long uptimeMs, int engine, int sampling) {
        this.sequence = sequence;
        this.seconds = seconds;
        this.nanos = nanos;
        this.uptimeMs = uptimeMs;
        this.engine = engine;
        this.sampling = sampling;
    }

    public FiveMessage flow(Flow flow) {
        flows.add(flow);
        return this;
    }

    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + RECORD * flows.size());
        out.putShort((short) 5).putShort((short) flows.size());
        out.putInt((int) uptimeMs).putInt((int) seconds).putInt((int) nanos).putInt((int) sequence);
        out.putShort((short) engine).putShort((short) sampling);
        flows.forEach(flow -> record(flow, out));
        return out.array();
    }

    private static void record(Flow flow, ByteBuffer out) {
        out.put(flow.source.getAddress()).put(flow.destination.getAddress());
        out.putInt(0).putShort((short) 1).putShort((short) 2);
        out.putInt((int) flow.packets).putInt((int) flow.octets);
        out.putInt((int) flow.firstMs).putInt((int) flow.lastMs);
        out.putShort((short) flow.sourcePort).putShort((short) flow.destinationPort);
        out.put((byte) 0).put((byte) flow.tcpFlags).put((byte) flow.protocol).put((byte) 0);
        out.putLong(0);
    }
}
