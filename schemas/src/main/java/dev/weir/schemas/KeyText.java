package dev.weir.schemas;

import com.google.protobuf.ByteString;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.HexFormat;
import java.util.Locale;

/** Text of the parts of a record key, one text for one value. */
final class KeyText {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SEPARATORS = "%/(),";

    private KeyText() {}

    /** {@code kind(namespace,workload kind,name,address)}, all four places always there. */
    static String of(Entity entity) {
        return kind(entity)
                + '('
                + escaped(entity.getNamespace())
                + ','
                + escaped(entity.getWorkloadKind())
                + ','
                + escaped(entity.getName())
                + ','
                + address(entity.getIp())
                + ')';
    }

    static String escaped(String field) {
        if (field.chars().noneMatch(KeyText::needsEscape)) {
            return field;
        }
        StringBuilder text = new StringBuilder(field.length() + 8);
        for (int i = 0; i < field.length(); i++) {
            char character = field.charAt(i);
            if (needsEscape(character)) {
                text.append('%').append(HEX.toHexDigits((byte) character));
                continue;
            }
            text.append(character);
        }
        return text.toString();
    }

    private static boolean needsEscape(int character) {
        return character < ' ' || character == 0x7f || SEPARATORS.indexOf(character) >= 0;
    }

    private static String kind(Entity entity) {
        EntityKind kind = entity.getKind();
        if (kind == EntityKind.UNRECOGNIZED) {
            return "kind-" + entity.getKindValue();
        }
        return kind.name()
                .substring("ENTITY_".length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    // Not InetAddress: it takes an IPv4-mapped IPv6 address for the IPv4 one, and two keys would become one.
    private static String address(ByteString ip) {
        return switch (ip.size()) {
            case 0 -> "";
            case 4 -> dotted(ip);
            case 16 -> groups(ip);
            default -> "0x" + HEX.formatHex(ip.toByteArray());
        };
    }

    private static String dotted(ByteString ip) {
        return (ip.byteAt(0) & 0xff) + "." + (ip.byteAt(1) & 0xff) + "." + (ip.byteAt(2) & 0xff) + "."
                + (ip.byteAt(3) & 0xff);
    }

    private static String groups(ByteString ip) {
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 16; i += 2) {
            if (i > 0) {
                text.append(':');
            }
            text.append(Integer.toHexString((ip.byteAt(i) & 0xff) << 8 | ip.byteAt(i + 1) & 0xff));
        }
        return text.toString();
    }
}
