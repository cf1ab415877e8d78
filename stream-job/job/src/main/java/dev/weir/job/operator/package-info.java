/**
 * Thin hosts of the pure core. Each flushes what it holds right before a checkpoint's barrier passes, so that a
 * completed checkpoint means: everything read up to it has been published.
 */
@NullMarked
package dev.weir.job.operator;

import org.jspecify.annotations.NullMarked;
