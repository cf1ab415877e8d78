package dev.weir.collector.inventory;

import com.google.protobuf.ByteString;
import dev.weir.v1.InventoryEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Files with given texts, and the events of one name. */
final class Reading {
    static final String CLUSTER = "prod";

    private Reading() {}

    static String shop() {
        try (InputStream text = Objects.requireNonNull(Reading.class.getResourceAsStream("shop.yaml"))) {
            return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InventoryRead read(Path folder, String text) {
        return InventoryFiles.read(List.of(file(folder, "in.yaml", text)), CLUSTER);
    }

    static InventoryEvent event(InventoryRead read, String kind, String name) {
        return read.events().stream()
                .filter(event -> event.getKind().equals(kind) && event.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + read));
    }

    static InventoryEvent workload(InventoryRead read, String kind, String name) {
        return read.events().stream()
                .filter(event -> event.getWorkload().getWorkloadKind().equals(kind)
                        && event.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + read));
    }

    static ByteString ip(String literal) {
        try {
            return ByteString.copyFrom(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no literal: \"" + literal + '"', e);
        }
    }
}
