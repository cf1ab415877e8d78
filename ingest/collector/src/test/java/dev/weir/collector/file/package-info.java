/** Tests of {@code dev.weir.collector.file}. */
@NullMarked
package dev.weir.collector.file;

import org.jspecify.annotations.NullMarked;
