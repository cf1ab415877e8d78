package dev.weir.formats.netflow;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tests' second opinion on v9 and IPFIX: reads whole messages slowly and plainly, by the same RFCs and none of the
 * decoder's code, into maps of bytes. It knows well-formed messages only.
 */
final class PlainReader {
    /** One field of a template. */
    private record Field(long enterprise, int number, int length) {}

    private record Layout(List<Field> fields, boolean options) {}

    /** A data record: bytes by {@code enterprise << 16 | number}, the first where a field comes twice. */
    record Row(Map<Long, byte[]> fields, boolean options, long exportSeconds, long uptimeMs) {
        boolean has(long enterprise, int number) {
            return fields.containsKey(enterprise << 16 | number);
        }

        byte @Nullable [] bytes(int number) {
            return fields.get((long) number);
        }

        long number(long enterprise, int number) {
            byte[] bytes = fields.get(enterprise << 16 | number);
            return bytes == null ? 0 : new BigInteger(1, bytes).longValue();
        }

        long number(int number) {
            return number(0, number);
        }
    }

    private final Map<String, Layout> layouts = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private int templates;

    List<Row> rows() {
        return rows;
    }

    int templates() {
        return templates;
    }

    void read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.remaining() >= 2 && (in.getShort(in.position()) == 9 || in.getShort(in.position()) == 10)) {
            boolean ipfix = in.getShort() == 10;
            int start = in.position() - 2;
            int length = Short.toUnsignedInt(in.getShort());
            long uptime = ipfix ? -1 : Integer.toUnsignedLong(in.getInt());
            long exportSeconds = Integer.toUnsignedLong(in.getInt());
            in.getInt();
            long domain = Integer.toUnsignedLong(in.getInt());
            int end = ipfix ? start + length : in.limit();
            sets(in, end, ipfix, domain, exportSeconds, uptime);
        }
    }

    private void sets(ByteBuffer in, int end, boolean ipfix, long domain, long seconds, long uptime) {
        while (end - in.position() >= 4) {
            int id = Short.toUnsignedInt(in.getShort(in.position()));
            if (!ipfix && (id == 9 || id == 5)) {
                return;
            }
            int length = Short.toUnsignedInt(in.getShort(in.position() + 2));
            if (length == 0) {
                in.position(end);
                return;
            }
            ByteBuffer set = in.slice(in.position() + 4, length - 4);
            in.position(in.position() + length);
            if (id < 256) {
                define(set, ipfix, ipfix ? id == 3 : id == 1, domain);
            } else {
                Layout layout = layouts.get(ipfix + "/" + domain + "/" + id);
                while (layout != null && record(set, layout, seconds, uptime)) {
                    // the next
                }
            }
        }
        in.position(end);
    }

    private void define(ByteBuffer set, boolean ipfix, boolean options, long domain) {
        while (set.remaining() >= 4) {
            int id = Short.toUnsignedInt(set.getShort());
            int count = Short.toUnsignedInt(set.getShort());
            if (id < 256) {
                return;
            }
            int scopes = 0;
            if (options) {
                int second = Short.toUnsignedInt(set.getShort());
                scopes = ipfix ? 0 : count / 4;
                count = ipfix ? count : (count + second) / 4;
            }
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = Short.toUnsignedInt(set.getShort());
                int length = Short.toUnsignedInt(set.getShort());
                boolean own = ipfix && number >= 0x8000;
                long enterprise = own ? Integer.toUnsignedLong(set.getInt()) : i < scopes ? -2 : 0;
                fields.add(new Field(enterprise, own ? number - 0x8000 : number, length));
            }
            layouts.put(ipfix + "/" + domain + "/" + id, new Layout(fields, options));
            templates++;
        }
    }

    private boolean record(ByteBuffer set, Layout layout, long seconds, long uptime) {
        int shortest = layout.fields.stream()
                .mapToInt(field -> field.length == 65535 ? 1 : field.length)
                .sum();
        if (set.remaining() < shortest) {
            return false;
        }
        Map<Long, byte[]> row = new HashMap<>();
        for (Field field : layout.fields) {
            int length = field.length;
            if (length == 65535) {
                length = Byte.toUnsignedInt(set.get());
                length = length == 255 ? Short.toUnsignedInt(set.getShort()) : length;
            }
            byte[] value = new byte[length];
            set.get(value);
            row.putIfAbsent(field.enterprise << 16 | field.number, value);
        }
        rows.add(new Row(row, layout.options, seconds, uptime));
        return true;
    }
}
