package dev.weir.collector.udp;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where datagrams are taken and how many may wait.
 *
 * @param address port 0 takes any that is free
 * @param socketBytes wanted size of the kernel's buffer; the kernel may give less (net.core.rmem_max)
 * @param queueBytes bound on datagrams that wait to be decoded
 * @param heldBytes bound on records that wait for their template
 * @param heldFor how long they wait
 * @param portsTellExportersApart whether two ports of one host are two exporters; else whoever sends from a new port after
 *     a restart is the same one
 */
public record UdpSettings(
        InetSocketAddress address,
        int socketBytes,
        long queueBytes,
        long heldBytes,
        Duration heldFor,
        boolean portsTellExportersApart) {
    private static final int MIB = 1024 * 1024;

    public UdpSettings {
        if (socketBytes < 1 || queueBytes < 1 || heldBytes < 0) {
            throw new IllegalArgumentException("buffers of " + socketBytes + ", " + queueBytes + " and " + heldBytes
                    + " bytes; the first two must be positive and the last not negative");
        }
        if (heldFor.isNegative()) {
            throw new IllegalArgumentException("records held for " + heldFor);
        }
    }

    /** 8 MiB in the kernel, 32 MiB in the queue, 8 MiB for early records, which wait five minutes. */
    public static UdpSettings of(InetSocketAddress address) {
        return new UdpSettings(address, 8 * MIB, 32L * MIB, 8L * MIB, Duration.ofMinutes(5), true);
    }
}
