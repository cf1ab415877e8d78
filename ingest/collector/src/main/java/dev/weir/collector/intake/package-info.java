/**
 * What a source of flows and the way to Kafka know of each other.
 *
 * <p>A {@link dev.weir.collector.intake.Source} reads on a thread of its own and gives what it has read to an {@link
 * dev.weir.collector.intake.Intake}, which makes it wait when Kafka does not keep up. Nothing in between grows: a source
 * that cannot wait (UDP) has a queue of fixed size in front and counts what that refuses.
 */
@NullMarked
package dev.weir.collector.intake;

import org.jspecify.annotations.NullMarked;
