/**
 * Who an end was at the time of the flow.
 *
 * <p>The inventory is kept as intervals per address, so that a reused address is never given to its former or later
 * owner; an answer is one owner, none, or ambiguous. Where no inventory is given, the flows' own labels make one.
 */
@NullMarked
package dev.weir.traffic.identity;

import org.jspecify.annotations.NullMarked;
