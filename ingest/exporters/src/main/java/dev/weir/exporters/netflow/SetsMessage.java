package dev.weir.exporters.netflow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** A message of IPFIX or v9: a header and sets, in the order they are added. */
public final class SetsMessage {
    private static final int ENTERPRISE_BIT = 0x8000;

    private final boolean ipfix;
    private final byte[] header;
    private final ByteArrayOutputStream sets = new ByteArrayOutputStream();
    private int records;

    private SetsMessage(boolean ipfix, byte[] header) {
        this.ipfix = ipfix;
        this.header = header;
    }

    /** RFC 7011 §3.1. */
    public static SetsMessage ipfix(long domain, long sequence, long exportSeconds) {
        ByteBuffer header = ByteBuffer.allocate(16);
        header.putShort((short) 10).putShort((short) 0);
        header.putInt((int) exportSeconds).putInt((int) sequence).putInt((int) domain);
        return new SetsMessage(true, header.array());
    }

    /** RFC 3954 §5.1. */
    public static SetsMessage v9(long sourceId, long sequence, long exportSeconds, long uptimeMs) {
        ByteBuffer header = ByteBuffer.allocate(20);
        header.putShort((short) 9).putShort((short) 0).putInt((int) uptimeMs);
        header.putInt((int) exportSeconds).putInt((int) sequence).putInt((int) sourceId);
        return new SetsMessage(false, header.array());
    }

    /** A set that defines these templates, all of flows or all of options. */
    public SetsMessage templates(Layout... layouts) {
        boolean options = layouts[0].scopes() > 0;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Layout layout : layouts) {
            content.writeBytes(definition(layout));
            records++;
        }
        return set(options ? (ipfix ? 3 : 1) : (ipfix ? 2 : 0), content.toByteArray(), 0);
    }

    /** RFC 7011 §8.1; the number of the set itself withdraws all of its kind. */
    public SetsMessage withdraw(int id, boolean options) {
        byte[] content =
                ByteBuffer.allocate(4).putShort((short) id).putShort((short) 0).array();
        return set(options ? 3 : 2, content, 0);
    }

    /** A set of one record for each list of values. */
    public SetsMessage data(Layout layout, List<? extends List<?>> rows) {
        return data(layout, rows, 0);
    }

    /** The same with so many zeros behind the last record. */
    public SetsMessage data(Layout layout, List<? extends List<?>> rows, int padding) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (List<?> row : rows) {
            content.writeBytes(Values.record(layout, row));
            records++;
        }
        return set(layout.id(), content.toByteArray(), padding);
    }

    /** Any set whatever. */
    public SetsMessage set(int id, byte[] content, int padding) {
        ByteBuffer head = ByteBuffer.allocate(4);
        head.putShort((short) id).putShort((short) (4 + content.length + padding));
        sets.writeBytes(head.array());
        sets.writeBytes(content);
        sets.writeBytes(new byte[padding]);
        return this;
    }

    public byte[] toBytes() {
        int length = header.length + sets.size();
        byte[] message = ByteBuffer.allocate(length)
                .put(header)
                .put(sets.toByteArray())
                .putShort(2, (short) (ipfix ? length : records))
                .array();
        return message;
    }

    private byte[] definition(Layout layout) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean options = layout.scopes() > 0;
        if (options && !ipfix) {
            int scopes = 4 * layout.scopes();
            shorts(out, layout.id(), scopes, 4 * layout.fields().size() - scopes);
        } else if (options) {
            shorts(out, layout.id(), layout.fields().size(), layout.scopes());
        } else {
            shorts(out, layout.id(), layout.fields().size());
        }
        for (Field field : layout.fields()) {
            boolean own = field.enterprise() != 0;
            shorts(out, own ? field.number() | ENTERPRISE_BIT : field.number(), field.length());
            if (own) {
                shorts(out, (int) (field.enterprise() >> 16), (int) field.enterprise());
            }
        }
        return out.toByteArray();
    }

    private static void shorts(ByteArrayOutputStream out, int... numbers) {
        for (int number : numbers) {
            out.write(number >> 8);
            out.write(number);
        }
    }
}
