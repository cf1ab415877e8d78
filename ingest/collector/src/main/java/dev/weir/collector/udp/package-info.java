/**
 * NetFlow and IPFIX over UDP, from any number of exporters.
 *
 * <p>UDP cannot wait, so one thread does nothing but empty the socket into a queue of fixed size, and another decodes. What
 * is lost is counted wherever that can be seen, and told on the topic: by the kernel (the socket's buffer was full), by
 * the queue, by an exporter's sequence numbers, and records whose template did not come.
 */
@NullMarked
package dev.weir.collector.udp;

import org.jspecify.annotations.NullMarked;
