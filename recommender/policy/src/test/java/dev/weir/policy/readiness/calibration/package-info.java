/** Readiness on generated traffic whose unseen part is known: predicted against actual, as a table and as a plot. */
@NullMarked
package dev.weir.policy.readiness.calibration;

import org.jspecify.annotations.NullMarked;
