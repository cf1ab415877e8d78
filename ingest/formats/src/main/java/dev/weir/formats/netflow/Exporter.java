package dev.weir.formats.netflow;

/**
 * Who sends: templates of one exporter mean nothing for another (RFC 7011 §8).
 *
 * @param address its address as text, which flows name as their observer; may be empty
 * @param port its UDP port, as several processes of one host may export; 0 where it is not to tell exporters apart
 */
public record Exporter(String address, int port) {

    /** An exporter that nobody named: the only one of a file or a topic. */
    public static final Exporter UNNAMED = new Exporter("", 0);

    public Exporter {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("A UDP port is 0 to 65535, not " + port);
        }
    }
}
