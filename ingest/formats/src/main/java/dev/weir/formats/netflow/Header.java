package dev.weir.formats.netflow;

/**
 * What a message's header says for all its records.
 *
 * @param sequence 32 bits unsigned
 * @param exportTimeNs nanoseconds since the epoch
 * @param uptimeMs since the exporter's start; {@link #NO_UPTIME} in IPFIX, which tells none
 */
record Header(Exporter exporter, Version version, long domain, long sequence, long exportTimeNs, long uptimeMs) {
    static final long NO_UPTIME = -1;

    Message message(int step, int flows, int options, int templates, int early) {
        return new Message(exporter, version, domain, exportTimeNs, sequence, step, flows, options, templates, early);
    }
}
