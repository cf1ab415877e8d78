package dev.weir.formats.hubble;

import dev.weir.formats.hubble.api.DNS;
import dev.weir.formats.hubble.api.L7FlowType;
import dev.weir.formats.hubble.api.Layer7;
import dev.weir.v1.L7;
import java.util.List;

/** {@code l7}; the counterpart of {@link Layer7Reader}. */
final class Layer7Message {
    private Layer7Message() {}

    static void read(Layer7 layer, RawFlow flow) {
        int type = layer.getTypeValue();
        L7.Builder message = L7.newBuilder()
                .setType(Layer7Reader.type(type == 0 ? "" : Words.word(L7FlowType.forNumber(type), type)));
        switch (layer.getRecordCase()) {
            case DNS -> {
                flow.dns = dns(layer.getDns());
                message.setProtocol("dns").setQuestion(flow.dns.query());
            }
            case HTTP -> {
                String url = Words.text("url", layer.getHttp().getUrl());
                message.setProtocol("http")
                        .setMethod(Words.text("method", layer.getHttp().getMethod()));
                if (!url.isEmpty()) {
                    message.setPath(Names.pathOf(url));
                }
            }
            case KAFKA -> message.setProtocol("kafka");
            case RECORD_NOT_SET -> message.clearProtocol();
        }
        flow.l7 = message.build();
    }

    private static RawDns dns(DNS dns) {
        List<String> ips = Words.entries("ips", dns.getIpsList());
        return new RawDns(
                Names.withoutFinalDot(Words.text("query", dns.getQuery())),
                Words.texts("qtypes", dns.getQtypesList()),
                ips.stream().map(ip -> Words.knownAddress("ips", ip)).toList(),
                Words.texts("cnames", dns.getCnamesList()).stream()
                        .map(Names::withoutFinalDot)
                        .toList(),
                dns.getTtl(),
                dns.getRcode());
    }
}
