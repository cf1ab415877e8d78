package dev.weir.formats.netflow;

/**
 * Where a template's number is its own.
 *
 * @param domain IPFIX observation domain, v9 source ID; 32 bits unsigned
 * @param id 256 to 65535
 */
public record TemplateKey(Exporter exporter, Version version, long domain, int id) {}
