/**
 * Flows from a server that streams them by gRPC: Hubble Relay, Calico's Goldmane.
 *
 * <p>{@link dev.weir.collector.stream.StreamSource} keeps one stream open and opens it again when it breaks, a little before
 * where it ended; {@link dev.weir.collector.stream.Resumption} leaves out what comes twice and tells what cannot come any
 * more. A {@link dev.weir.collector.stream.Feed} knows one server's question and answer. Flow control reaches from Kafka
 * to the server: an answer is asked for when the one before it was taken.
 */
@NullMarked
package dev.weir.collector.stream;

import org.jspecify.annotations.NullMarked;
