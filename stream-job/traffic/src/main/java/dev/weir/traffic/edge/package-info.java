/** The state of an edge, and whether its evidence is good enough to make a rule. */
@NullMarked
package dev.weir.traffic.edge;

import org.jspecify.annotations.NullMarked;
