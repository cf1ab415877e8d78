package dev.weir.formats.netflow;

/**
 * Data records that came before their template. It may be held, within a bound of the holder's, and decoded when
 * {@link NetflowSink#learned} tells of the template.
 *
 * @param exportTimeNs of the message that it came in, nanoseconds since the epoch
 * @param uptimeMs the exporter's uptime at that time; -1 where the message told none
 * @param bytes the set's content, a copy; not to be changed
 * @param offset where it was in the decoded value
 */
@SuppressWarnings("ArrayRecordComponent") // a private copy that is handed back, never compared
public record EarlySet(TemplateKey template, long exportTimeNs, long uptimeMs, byte[] bytes, int offset) {}
