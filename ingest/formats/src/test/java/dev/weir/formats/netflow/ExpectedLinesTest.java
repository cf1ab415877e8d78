package dev.weir.formats.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.formats.Samples;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded datagrams beside what another collector made of them: as many records, and in each the same values. */
class ExpectedLinesTest {
    private static final String FOLDER = "netflow-ipfix/telegraf/";
    private static final Pattern FIELD = Pattern.compile("([a-z0-9_]+)=(\"[^\"]*\"|[0-9]+u)");

    /** What both know, by the other's names. Flags are letters there, in the order FIN to CWR from the right. */
    private static final String FLAGS = "CEUAPRSF";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipfix_example",
                "ipfix_options",
                "ipfix_pen_35632",
                "netflow_v5_example",
                "netflow_v9_example",
                "netflow_v9_options"
            })
    void everyLineIsARecordWithTheSameValues(String folder) {
        List<Map<String, String>> expectedFlows = new ArrayList<>();
        int expectedOptions = 0;
        for (String line : Samples.lines(FOLDER + folder + "/expected.out")) {
            if (line.startsWith("netflow_options,")) {
                expectedOptions++;
            } else {
                expectedFlows.add(fields(line));
            }
        }
        NetflowDecoder decoder = new NetflowDecoder();
        List<FlowEvent> flows = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        for (Path datagram : Samples.files(FOLDER + folder, ".bin")) {
            Heard heard = Heard.from(decoder, new Exporter("127.0.0.1", 0), Samples.bytes(datagram));
            assertThat(heard.bad).isEmpty();
            assertThat(heard.early).isEmpty();
            flows.addAll(heard.flows);
            messages.addAll(heard.messages);
        }

        assertThat(messages.stream().mapToInt(Message::options).sum()).isEqualTo(expectedOptions);
        assertThat(flows).hasSameSizeAs(expectedFlows);
        List<Map<String, String>> seen = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            seen.add(told(flows.get(i)));
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(expectedFlows.stream()
                        .map(ExpectedLinesTest::comparable)
                        .toList());
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new TreeMap<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            String value = Objects.requireNonNull(field.group(2));
            boolean quoted = value.startsWith("\"");
            fields.put(
                    Objects.requireNonNull(field.group(1)),
                    quoted ? value.substring(1, value.length() - 1) : value.substring(0, value.length() - 1));
        }
        return fields;
    }

    /** The line's values in the words of {@link #told}. */
    private static Map<String, String> comparable(Map<String, String> line) {
        Map<String, String> same = new TreeMap<>();
        same.put("src", line.getOrDefault("src", ""));
        same.put("dst", line.getOrDefault("dst", ""));
        same.put("src_port", line.getOrDefault("src_port", ""));
        same.put("dst_port", line.getOrDefault("dst_port", ""));
        same.put("protocol", line.getOrDefault("protocol", ""));
        same.put("bytes", line.getOrDefault("in_bytes", line.getOrDefault("in_total_bytes", "")));
        same.put("packets", line.getOrDefault("in_packets", line.getOrDefault("in_total_packets", "")));
        same.put("reverse_bytes", hex(line.get("type_29305_85")));
        same.put("reverse_packets", hex(line.get("type_29305_86")));
        same.put(
                "flags",
                line.getOrDefault("protocol", "").equals("tcp")
                        ? flags(line.getOrDefault("tcp_flags", "........"))
                        : "");
        if (line.containsKey("flow_end_ms")) {
            same.put("start", line.getOrDefault("flow_start_ms", ""));
            same.put("end", line.getOrDefault("flow_end_ms", ""));
        } else {
            long first = Long.parseLong(line.getOrDefault("first_switched", ""));
            long last = Long.parseLong(line.getOrDefault("last_switched", ""));
            same.put("duration", Long.toString(last - first));
        }
        return same;
    }

    private static Map<String, String> told(FlowEvent event) {
        Observation seen = event.getObservation();
        Map<String, String> same = new TreeMap<>();
        same.put("src", text(seen.getSource().getIp()));
        same.put("dst", text(seen.getDestination().getIp()));
        same.put("src_port", Integer.toString(seen.getSource().getPort()));
        same.put("dst_port", Integer.toString(seen.getDestination().getPort()));
        same.put("protocol", seen.getIpProtocol() == 6 ? "tcp" : seen.getIpProtocol() == 17 ? "udp" : "?");
        same.put("bytes", Long.toString(seen.getBytes()));
        same.put("packets", Long.toString(seen.getPackets()));
        same.put("reverse_bytes", seen.hasReverseBytes() ? Long.toString(seen.getReverseBytes()) : "");
        same.put("reverse_packets", seen.hasReversePackets() ? Long.toString(seen.getReversePackets()) : "");
        same.put("flags", seen.getIpProtocol() == 6 ? Integer.toString(seen.getTcpFlags()) : "");
        if (event.getSourceFormat().name().equals("NETFLOW_V5")) {
            same.put("duration", Long.toString((seen.getEndNs() - seen.getStartNs()) / 1_000_000));
        } else {
            same.put("start", Long.toString(seen.getStartNs() / 1_000_000));
            same.put("end", Long.toString(seen.getEndNs() / 1_000_000));
        }
        return same;
    }

    private static String hex(@Nullable String value) {
        return value == null ? "" : Long.toString(Long.parseLong(value.substring(2), 16));
    }

    private static String flags(String letters) {
        int bits = 0;
        for (int i = 0; i < FLAGS.length(); i++) {
            bits |= letters.charAt(i) == '.' ? 0 : 0x80 >> i;
        }
        return Integer.toString(bits);
    }

    private static String text(ByteString ip) {
        try {
            return InetAddress.getByAddress(ip.toByteArray()).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new AssertionError(wrongLength);
        }
    }
}
