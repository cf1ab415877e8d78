/** Tests of the whole collector against a real broker. */
@NullMarked
package dev.weir.collector;

import org.jspecify.annotations.NullMarked;
