package dev.weir.traffic.orient;

import dev.weir.v1.Endpoint;
import dev.weir.v1.OrientationBasis;

/** What one record says about who talked to whom. */
public sealed interface Reading {

    /**
     * Evidence of a connection, or of the attempt at one.
     *
     * @param port the server's port; ICMP: type × 256 + code; 0 = the exporter did not tell it
     * @param clientPort the client's port where only the ports could tell the ends apart, else -1
     * @param reply the record shows packets of the server
     * @param answered the record shows that the server answered
     */
    record Connection(
            Endpoint client,
            Endpoint server,
            int port,
            int clientPort,
            OrientationBasis basis,
            boolean reply,
            boolean answered)
            implements Reading {}

    /** No evidence of who talked to whom, with the reason in words. */
    record NoEvidence(String reason) implements Reading {}
}
