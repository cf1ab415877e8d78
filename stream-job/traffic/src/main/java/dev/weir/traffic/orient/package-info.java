/**
 * Who opened the connection.
 *
 * <p>A ladder of evidence, strongest first: what the producer knows (connection tracking, reply flag, policy verdict,
 * socket call, L7 message), what the packets say (SYN, SYN-ACK), and last the ports, which never make a rule alone.
 */
@NullMarked
package dev.weir.traffic.orient;

import org.jspecify.annotations.NullMarked;
