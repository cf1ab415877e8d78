package dev.weir.formats.netflow;

/**
 * What a message was, when all of it is told.
 *
 * @param domain IPFIX observation domain, v9 source ID, v5 engine type and number; 32 bits unsigned
 * @param exportTimeNs the exporter's clock when it sent, nanoseconds since the epoch
 * @param sequence as in the header, 32 bits unsigned: flows before this message (v5), messages before it (v9), data records
 *     before it (IPFIX)
 * @param step by how much the next message's sequence is higher if none is lost; -1 where that cannot be known, because
 *     records without a template cannot be counted
 * @param flows data records that were told as flows
 * @param options data records about the exporter itself
 * @param templates templates that came or went
 * @param early sets whose template has not come yet
 */
public record Message(
        Exporter exporter,
        Version version,
        long domain,
        long exportTimeNs,
        long sequence,
        int step,
        int flows,
        int options,
        int templates,
        int early) {}
