package dev.weir.formats;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.weir.v1.FlowEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Flows as text that a person can check: members by number, maps sorted, addresses and times readable. */
final class Canonical {
    private final StringBuilder out = new StringBuilder();

    private Canonical() {}

    static String text(Decoded decoded) {
        Canonical canonical = new Canonical();
        for (FlowEvent event : decoded.flows()) {
            canonical.out.append("flow\n");
            canonical.message(event, 1);
        }
        for (BadRecord bad : decoded.bad()) {
            canonical
                    .out
                    .append("bad ")
                    .append(bad.reason())
                    .append(": ")
                    .append(bad.detail())
                    .append('\n');
        }
        return canonical.out.toString();
    }

    private void message(Message message, int depth) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().isMapField()) {
                entries(field.getKey(), (List<?>) field.getValue(), depth);
            } else if (field.getKey().isRepeated()) {
                ((List<?>) field.getValue()).forEach(value -> value(field.getKey(), value, depth));
            } else {
                value(field.getKey(), field.getValue(), depth);
            }
        }
    }

    private void entries(FieldDescriptor field, List<?> entries, int depth) {
        Map<String, String> sorted = new TreeMap<>();
        for (Object entry : entries) {
            Message pair = (Message) entry;
            FieldDescriptor key = pair.getDescriptorForType().findFieldByNumber(1);
            FieldDescriptor value = pair.getDescriptorForType().findFieldByNumber(2);
            sorted.put(String.valueOf(pair.getField(key)), String.valueOf(pair.getField(value)));
        }
        sorted.forEach((key, value) -> line(depth, field.getName() + "[" + key + "] " + value));
    }

    private void value(FieldDescriptor field, Object value, int depth) {
        if (value instanceof Message inner) {
            line(depth, field.getName());
            message(inner, depth + 1);
            return;
        }
        line(depth, field.getName() + " " + scalar(field, value));
    }

    private static String scalar(FieldDescriptor field, Object value) {
        if (value instanceof ByteString address) {
            try {
                return InetAddress.getByAddress(address.toByteArray()).getHostAddress();
            } catch (UnknownHostException wrongLength) {
                throw new AssertionError("Not an address: " + address, wrongLength);
            }
        }
        if (field.getName().endsWith("_ns")) {
            return Instant.EPOCH.plusNanos((Long) value).toString();
        }
        return String.valueOf(value);
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
