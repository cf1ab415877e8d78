/** Flows of a made-up cluster, the same for the same seed, and their form on the wire. */
@NullMarked
package dev.weir.bench.flows;

import org.jspecify.annotations.NullMarked;
