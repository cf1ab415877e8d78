/** What is the same in every exporter's record of a packet: protocol numbers, TCP's control bits, numbers on the wire. */
@NullMarked
package dev.weir.formats.wire;

import org.jspecify.annotations.NullMarked;
