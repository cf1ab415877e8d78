/** Tests of {@code dev.weir.collector.stream}. */
@NullMarked
package dev.weir.collector.stream;

import org.jspecify.annotations.NullMarked;
