package dev.weir.collector.udp;

import dev.weir.formats.netflow.Exporter;

/** What one exporter sent. */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record Datagram(Exporter exporter, byte[] bytes) {}
