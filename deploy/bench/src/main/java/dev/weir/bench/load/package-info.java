/** Fills the broker's topics before anything is measured. */
@NullMarked
package dev.weir.bench.load;

import org.jspecify.annotations.NullMarked;
