package dev.weir.formats.hubble;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import dev.weir.v1.L7;
import dev.weir.v1.L7Type;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;

/** {@code l7}: what a proxy has read of the payload. Headers, bodies and queries are passed over. */
final class Layer7Reader {

    private enum Field {
        TYPE("type"),
        DNS("dns"),
        HTTP("http"),
        KAFKA("kafka");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private enum Http {
        METHOD("method"),
        URL("url");

        private final String member;

        Http(String member) {
            this.member = member;
        }
    }

    private enum Dns {
        QUERY("query"),
        QTYPES("qtypes"),
        IPS("ips"),
        CNAMES("cnames"),
        TTL("ttl"),
        RCODE("rcode");

        private final String member;

        Dns(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);
    private static final Members<Http> HTTP = Members.of(Http.class, h -> h.member);
    private static final Members<Dns> DNS = Members.of(Dns.class, d -> d.member);

    private final L7.Builder message = L7.newBuilder();

    private String query = "";
    private final List<String> qtypes = new ArrayList<>();
    private final List<ByteString> ips = new ArrayList<>();
    private final List<String> cnames = new ArrayList<>();
    private int ttl;
    private int rcode;

    private Layer7Reader() {}

    static void read(JsonParser in, RawFlow flow) {
        Layer7Reader reader = new Layer7Reader();
        FIELDS.read(in, reader::field);
        flow.l7 = reader.message.build();
        if (reader.message.getProtocol().equals("dns")) {
            flow.dns = new RawDns(reader.query, reader.qtypes, reader.ips, reader.cnames, reader.ttl, reader.rcode);
        }
    }

    private void field(Field field, JsonParser in) {
        switch (field) {
            case TYPE -> message.setType(type(Scalars.word(in)));
            case DNS -> {
                message.setProtocol("dns");
                DNS.read(in, this::dns);
                message.setQuestion(query);
            }
            case HTTP -> {
                message.setProtocol("http");
                HTTP.read(in, this::http);
            }
            case KAFKA -> {
                message.setProtocol("kafka");
                in.skipChildren();
            }
        }
    }

    private void http(Http field, JsonParser in) {
        switch (field) {
            case METHOD -> message.setMethod(Scalars.text(in));
            case URL -> message.setPath(Names.pathOf(Scalars.text(in)));
        }
    }

    private void dns(Dns field, JsonParser in) {
        switch (field) {
            case QUERY -> query = Names.withoutFinalDot(Scalars.text(in));
            case QTYPES -> Scalars.each(in, at -> qtypes.add(Scalars.word(at)));
            case IPS -> Scalars.each(in, at -> ips.add(address(at)));
            case CNAMES -> Scalars.each(in, at -> cnames.add(Names.withoutFinalDot(Scalars.text(at))));
            case TTL -> ttl = Scalars.uint32(in);
            case RCODE -> rcode = Scalars.uint32(in);
        }
    }

    private static ByteString address(JsonParser in) {
        ByteString address = Addresses.parse(Scalars.text(in));
        if (address == null) {
            throw Scalars.bad(in, "is no IP address");
        }
        return address;
    }

    static L7Type type(String word) {
        return switch (word) {
            case "REQUEST", "1" -> L7Type.L7_REQUEST;
            case "RESPONSE", "2" -> L7Type.L7_RESPONSE;
            case "SAMPLE", "3" -> L7Type.L7_SAMPLE;
            default -> L7Type.L7_UNSPECIFIED;
        };
    }
}
