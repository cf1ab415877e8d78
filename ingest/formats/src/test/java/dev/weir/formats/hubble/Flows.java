package dev.weir.formats.hubble;

import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;

/** Hubble records for tests, with single quotes for double ones. */
final class Flows {
    static final String TCP =
            "'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'l4':{'TCP':{'source_port':40000,'destination_port':80}}";
    static final String SYN = tcp("'SYN':true");
    static final String SYN_ACK = tcp("'SYN':true,'ACK':true");
    static final String UDP =
            "'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'l4':{'UDP':{'source_port':40000,'destination_port':53}}";

    private Flows() {}

    static String tcp(String flags) {
        return TCP.replace("80}", "80,'flags':{" + flags + "}}");
    }

    static Decoded decode(String json) {
        return Decoded.from(Format.HUBBLE_JSON, json.replace('\'', '"'));
    }

    static FlowEvent event(String flow) {
        return decode("{'flow':{" + flow + "},'node_name':'prod/node-1','time':'2026-01-02T03:04:05Z'}")
                .only();
    }

    static Observation observation(String... members) {
        return event(String.join(",", members)).getObservation();
    }
}
