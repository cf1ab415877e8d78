package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Recorded flows of three clusters: each record is accounted for as a reader of the JSON tree accounts for it. */
class HubbleSamplesTest {
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final String PREFIX = "hubble/hubble-otel-basic-sample-";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10-flows",
                "330-dns-flows",
                "348-http-flows",
                "400-icmpv4-flows",
                "400-l7-redirected-flows",
                "400-tcp-flows",
                "400-udp-flows",
                "5-dns-flows",
                "5-http-flows"
            })
    void everyRecordIsWhatTheTreeSays(String sample) {
        List<String> lines = Samples.lines(PREFIX + sample + ".jsonl");

        List<FlowEvent> events = decoded(lines);

        List<JsonNode> flows = flows(lines);
        assertThat(events).hasSameSizeAs(flows);
        assertThat(count(events, HubbleSamplesTest::body)).isEqualTo(count(flows, HubbleSamplesTest::expectedBody));
        for (int i = 0; i < flows.size(); i++) {
            same(observation(events.get(i)), flows.get(i));
        }
    }

    @Test
    void dnsSampleHasAsManyRequestsAsResponses() {
        List<Observation> seen = observations(PREFIX + "330-dns-flows.jsonl");

        assertThat(count(seen, Observation::getOrientation))
                .isEqualTo(Map.of(Orientation.SOURCE_IS_CLIENT, 165, Orientation.DESTINATION_IS_CLIENT, 165));
        assertThat(seen).allMatch(o -> (o.getReply() ? o.getSource() : o.getDestination()).getPort() == 53);
    }

    @Test
    void tcpSampleHas14EdgesAndReadNaively63() {
        List<Observation> seen = observations(PREFIX + "400-tcp-flows.jsonl");

        List<Observation> told = seen.stream()
                .filter(o -> o.getOrientation() != Orientation.ORIENTATION_UNKNOWN)
                .toList();
        assertThat(seen).hasSize(400);
        assertThat(told).hasSize(350);
        assertThat(count(seen, o -> edge(o, false))).hasSize(63);
        assertThat(count(told, o -> edge(o, o.getReply()))).hasSize(14);
    }

    @Test
    void redirectionToTheProxyIsAllowance() {
        List<Observation> seen = observations(PREFIX + "400-l7-redirected-flows.jsonl");

        assertThat(count(seen, Observation::getVerdict)).isEqualTo(Map.of(Verdict.VERDICT_ALLOWED, 400));
    }

    private static void same(Observation seen, JsonNode flow) {
        JsonNode reply = flow.path("is_reply");
        if (!reply.isMissingNode()) {
            assertThat(seen.getOrientation())
                    .isEqualTo(reply.asBoolean() ? Orientation.DESTINATION_IS_CLIENT : Orientation.SOURCE_IS_CLIENT);
        }
        assertThat(text(seen.getSource().getIp()))
                .isEqualTo(flow.at("/IP/source").asString());
        assertThat(text(seen.getDestination().getIp()))
                .isEqualTo(flow.at("/IP/destination").asString());
        assertThat(seen.getSource().getPodName())
                .isEqualTo(flow.at("/source/pod_name").asString(""));
        assertThat(seen.getDestination().getSecurityIdentity())
                .isEqualTo(flow.at("/destination/identity").asLong(0));
        assertThat(seen.getVerdictReason()).isEqualTo(flow.path("verdict").asString());
        assertThat(labels(flow.path("source")))
                .isEqualTo(new TreeMap<>(seen.getSource().getLabelsMap()));
        assertThat(labels(flow.path("destination")))
                .isEqualTo(new TreeMap<>(seen.getDestination().getLabelsMap()));
    }

    private static Map<String, String> labels(JsonNode end) {
        Map<String, String> labels = new TreeMap<>();
        for (JsonNode label : end.path("labels")) {
            String text = label.asString();
            if (text.matches("k8s:(?!io\\.cilium\\.|io\\.kubernetes\\.pod\\.namespace=).*")) {
                String[] pair = text.substring(4).split("=", 2);
                labels.put(pair[0], pair[1]);
            }
        }
        return labels;
    }

    private static String text(ByteString ip) {
        try {
            return InetAddress.getByAddress(ip.toByteArray()).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new AssertionError(wrongLength);
        }
    }

    private static FlowEvent.BodyCase body(FlowEvent event) {
        return event.getBodyCase();
    }

    private static FlowEvent.BodyCase expectedBody(JsonNode flow) {
        boolean answer = flow.at("/l7/type").asString("").equals("RESPONSE")
                && !flow.at("/l7/dns/ips").isEmpty()
                && flow.at("/l7/dns/rcode").isMissingNode();
        return answer ? FlowEvent.BodyCase.DNS : FlowEvent.BodyCase.OBSERVATION;
    }

    private static String edge(Observation seen, boolean swap) {
        Endpoint client = swap ? seen.getDestination() : seen.getSource();
        Endpoint server = swap ? seen.getSource() : seen.getDestination();
        return name(client) + " > " + name(server) + ":" + server.getPort();
    }

    /** The pod's name without its last part, which is random; what has no name goes by its identity. */
    private static String name(Endpoint end) {
        String pod = end.getPodName();
        return pod.isEmpty() ? Long.toString(end.getSecurityIdentity()) : pod.substring(0, pod.lastIndexOf('-'));
    }

    private static List<Observation> observations(String sample) {
        return decoded(Samples.lines(sample)).stream()
                .map(HubbleSamplesTest::observation)
                .toList();
    }

    private static Observation observation(FlowEvent event) {
        return event.hasDns() ? event.getDns().getObservation() : event.getObservation();
    }

    private static List<FlowEvent> decoded(List<String> lines) {
        List<FlowEvent> events = new ArrayList<>();
        lines.forEach(line -> events.add(Decoded.from(Format.HUBBLE_JSON, line).only()));
        return events;
    }

    private static List<JsonNode> flows(List<String> lines) {
        return lines.stream().map(line -> TREE.readTree(line).path("flow")).toList();
    }

    private static <T, K> Map<K, Integer> count(List<T> all, Function<T, K> key) {
        Map<K, Integer> counts = new HashMap<>();
        all.forEach(one -> counts.merge(key.apply(one), 1, Integer::sum));
        return counts;
    }
}
