package dev.weir.traffic.orient;

import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.traffic.orient.Reading.NoEvidence;
import dev.weir.v1.Endpoint;
import dev.weir.v1.Observation;
import dev.weir.v1.OrientationBasis;

/** ICMP (RFC 792) and ICMPv6 (RFC 4443): a query has a client, an error belongs to somebody else's connection. */
final class Icmp {
    private Icmp() {}

    static Reading read(Observation seen) {
        if (!seen.hasIcmpType()) {
            return new NoEvidence("ICMP type not told");
        }
        int type = seen.getIcmpType();
        boolean v6 = seen.getIpProtocol() == Orienter.ICMP_V6;
        if (v6 ? type < 128 : isV4Error(type)) {
            return new NoEvidence("ICMP error, related to another connection");
        }
        if (v6 && type >= 130 && type <= 137) {
            return new NoEvidence("IPv6 multicast listener or neighbour discovery");
        }
        boolean reply = v6 ? type == 129 : type == 0;
        int query = reply ? (v6 ? 128 : 8) : type;
        Endpoint client = reply ? seen.getDestination() : seen.getSource();
        Endpoint server = reply ? seen.getSource() : seen.getDestination();
        int code = reply ? 0 : seen.getIcmpCode();
        return new Connection(client, server, query * 256 + code, -1, OrientationBasis.BASIS_REPLY_FLAG, reply, reply);
    }

    /** Destination unreachable, source quench, redirect, time exceeded, parameter problem. */
    private static boolean isV4Error(int type) {
        return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
    }
}
