/** Tests of {@code dev.weir.collector.udp}. */
@NullMarked
package dev.weir.collector.udp;

import org.jspecify.annotations.NullMarked;
