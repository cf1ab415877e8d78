/**
 * What evidence must show before an edge may make a rule, and who may let one pass that does not: plain values, read
 * from one file. The thresholds are applied in {@code dev.weir.traffic.edge}.
 */
@NullMarked
package dev.weir.traffic.admission;

import org.jspecify.annotations.NullMarked;
