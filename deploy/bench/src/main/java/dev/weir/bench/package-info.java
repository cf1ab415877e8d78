/**
 * The end-to-end bench: generated flows on a real broker, and three jobs over the same records, each in a JVM of its own.
 *
 * <p>Run by hand with {@code deploy/bench/run}; no test asserts a figure of it.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
