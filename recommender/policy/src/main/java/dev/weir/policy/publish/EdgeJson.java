package dev.weir.policy.publish;

import dev.weir.policy.landscape.WireAddress;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** An edge as JSON. The cluster is left out: it is that of the value around it. */
final class EdgeJson {

    private EdgeJson() {}

    static void write(EdgeKey edge, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("client");
        entity(edge.getClient(), json);
        json.writeName("server");
        entity(edge.getServer(), json);
        json.writeStringProperty("protocol", protocol(edge.getIpProtocol()));
        json.writeNumberProperty("port", Integer.toUnsignedLong(edge.getPort()));
        json.writeEndObject();
    }

    private static void entity(Entity entity, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", type(entity.getKind()));
        optional("namespace", entity.getNamespace(), json);
        optional("kind", entity.getWorkloadKind(), json);
        optional("name", entity.getName(), json);
        optional("address", WireAddress.of(entity.getIp()).map(Object::toString).orElse(""), json);
        json.writeEndObject();
    }

    private static void optional(String name, String value, JsonGenerator json) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static String type(EntityKind kind) {
        return kind == EntityKind.UNRECOGNIZED
                ? "unknown"
                : kind.name()
                        .substring("ENTITY_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }

    /** The keyword of the IANA protocol numbers registry for those that flows are mostly of, else the number. */
    private static String protocol(int number) {
        return switch (number) {
            case 1 -> "ICMP";
            case 6 -> "TCP";
            case 17 -> "UDP";
            case 58 -> "IPv6-ICMP";
            case 132 -> "SCTP";
            default -> Integer.toUnsignedString(number);
        };
    }
}
