package dev.weir.standalone;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Records that no decoder of flow logs can read. */
final class BadRecords {
    private static final int MIB = 1024 * 1024;

    private BadRecords() {}

    /** Corrupt, truncated, not JSON, not UTF-8, 1 MiB long, of another format, and JSON of something else. */
    static List<byte[]> all(String good) {
        byte[] notUtf8 = good.getBytes(StandardCharsets.UTF_8);
        notUtf8[good.indexOf("pod_name") + 12] = (byte) 0xff;
        byte[] oneMiB = new byte[MIB];
        Arrays.fill(oneMiB, (byte) 'x');
        return List.of(
                text(good.replace("\"IP\":{", "\"IP\":[")),
                text(good.substring(0, good.length() / 2)),
                text("the agent was restarted"),
                notUtf8,
                oneMiB,
                text(
                        "{\"ip_src\":\"10.0.0.1\",\"ip_dst\":\"10.0.0.2\",\"port_src\":1,\"port_dst\":2,\"ip_proto\":\"tcp\"}"),
                text("{\"kind\":\"Event\",\"reason\":\"Killing\"}"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
