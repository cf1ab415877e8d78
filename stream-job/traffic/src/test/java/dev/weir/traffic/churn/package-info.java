/** A cluster whose addresses change hands all the time, with a truth that the library never sees. */
@NullMarked
package dev.weir.traffic.churn;

import org.jspecify.annotations.NullMarked;
