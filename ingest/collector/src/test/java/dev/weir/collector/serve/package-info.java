/** Tests of {@code dev.weir.collector.serve}. */
@NullMarked
package dev.weir.collector.serve;

import org.jspecify.annotations.NullMarked;
