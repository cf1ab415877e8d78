package dev.weir.job.operator;

import com.google.protobuf.CodedOutputStream;
import dev.weir.traffic.identity.Inventory;
import dev.weir.v1.InventoryEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The inventory as it stands in a checkpoint: delimited events, deflated, in parts of about a megabyte before that. Between
 * checkpoints the inventory itself is the only copy, since a hundred thousand pods as messages would take more heap than
 * all the rest. Every instance holds the same inventory, so each writes its share and reads those of all.
 */
final class InventoryParts {
    private static final int PART_BYTES = 1 << 20;

    private InventoryParts() {}

    /** The share of this instance among so many. */
    static List<byte[]> write(Inventory inventory, int instance, int instances) {
        Writer writer = new Writer();
        inventory.export(event -> {
            if (Math.floorMod(Inventory.key(event).hashCode(), instances) == instance) {
                writer.add(event);
            }
        });
        return writer.finish();
    }

    /** The events of one part. */
    static void read(byte[] part, Consumer<InventoryEvent> sink) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(part))) {
            for (InventoryEvent event = InventoryEvent.parseDelimitedFrom(in);
                    event != null;
                    event = InventoryEvent.parseDelimitedFrom(in)) {
                sink.accept(event);
            }
        }
    }

    private static final class Writer {
        private final List<byte[]> parts = new ArrayList<>();
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();

        void add(InventoryEvent event) {
            try {
                CodedOutputStream out = CodedOutputStream.newInstance(open);
                out.writeUInt32NoTag(event.getSerializedSize());
                event.writeTo(out);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            if (open.size() >= PART_BYTES) {
                close();
            }
        }

        List<byte[]> finish() {
            if (open.size() > 0) {
                close();
            }
            return parts;
        }

        private void close() {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            Deflater fast = new Deflater(Deflater.BEST_SPEED);
            try (OutputStream out = new DeflaterOutputStream(part, fast)) {
                open.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            } finally {
                fast.end();
            }
            parts.add(part.toByteArray());
            open.reset();
        }
    }
}
