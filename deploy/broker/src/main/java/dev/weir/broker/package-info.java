/**
 * A real Kafka broker on this machine, as a process of its own with its own data folder: for {@code weir up} and for
 * every test that needs Kafka. The launching side knows the JDK and kafka-clients; only {@link
 * dev.weir.broker.BrokerMain}, which runs in the child, knows the broker's own classes.
 */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
