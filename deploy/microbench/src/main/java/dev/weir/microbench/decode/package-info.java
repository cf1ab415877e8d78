/**
 * How fast records of exporters become flows, beside what a library takes to read the same bytes. Each ratio is of one run.
 */
@NullMarked
package dev.weir.microbench.decode;

import org.jspecify.annotations.NullMarked;
