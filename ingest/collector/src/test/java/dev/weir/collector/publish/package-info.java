/** Tests of {@code dev.weir.collector.publish}. */
@NullMarked
package dev.weir.collector.publish;

import org.jspecify.annotations.NullMarked;
