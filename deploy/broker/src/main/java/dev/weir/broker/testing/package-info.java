/**
 * A broker for tests, whichever this machine has: a container where Docker answers, a process otherwise. Needs
 * {@code org.testcontainers:testcontainers-kafka} on the class path for the container, and does without it.
 */
@NullMarked
package dev.weir.broker.testing;

import org.jspecify.annotations.NullMarked;
