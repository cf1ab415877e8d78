/** What must hold of generated flows, so that a figure over them means something. */
@NullMarked
package dev.weir.bench.flows;

import org.jspecify.annotations.NullMarked;
