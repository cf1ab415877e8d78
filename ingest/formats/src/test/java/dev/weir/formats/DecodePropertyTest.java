package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, each decoder accounts for them, and what it makes survives the wire. */
class DecodePropertyTest {

    /** One record of each kind, with most members, made for this test. */
    private static final List<String> RECORDS = List.of(
            """
            {"flow":{"time":"2026-01-02T03:04:05.000000006Z","uuid":"u","emitter":{"name":"Hubble","version":"1"},\
            "verdict":"DROPPED","drop_reason":133,"drop_reason_desc":"POLICY_DENIED","ethernet":{"source":"a"},\
            "IP":{"source":"10.0.0.1","source_xlated":"10.9.9.9","destination":"fd00::2","ipVersion":"IPv6"},\
            "l4":{"TCP":{"source_port":40000,"destination_port":80,"flags":{"SYN":true,"ACK":false}}},\
            "source":{"ID":7,"identity":3418,"cluster_name":"c","namespace":"shop","labels":["k8s:app=web",\
            "k8s:io.cilium.k8s.namespace.labels.a=b","reserved:host"],"pod_name":"web-1",\
            "workloads":[{"name":"web","kind":"Deployment"}]},"destination":{"labels":["cidr:1.0.0.0/8"]},\
            "Type":"L3_L4","node_name":"c/n","source_names":["a.b."],"event_type":{"type":1,"sub_type":133},\
            "destination_service":{"name":"s","namespace":"n"},"traffic_direction":"INGRESS",\
            "policy_match_type":4,"trace_observation_point":"TO_ENDPOINT","trace_reason":"NEW","is_reply":false,\
            "ingress_denied_by":[{"name":"p","namespace":"n","revision":"6"}],"aggregate":{"ingress_flow_count":1},\
            "extensions":{"@type":"x"},"Summary":"TCP"},"node_name":"c/n","time":"2026-01-02T03:04:05Z"}""",
            """
            {"flow":{"IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"UDP":{"source_port":53}},\
            "l7":{"type":"RESPONSE","latency_ns":"5","dns":{"query":"a.","qtypes":["A"],"ips":["10.1.1.1"],\
            "cnames":["b."],"ttl":30,"rcode":0}},"is_reply":true}}""",
            "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"12\"},\"node_name\":\"n\"}",
            "{\"log\":\"{\\\"flow\\\":{\\\"IP\\\":{\\\"source\\\":\\\"10.0.0.1\\\"}}}\\n\",\"stream\":\"stdout\"}",
            """
            {"event_type":"purge","ip_src":"10.0.0.1","ip_dst":"fd00::1","port_src":1,"port_dst":"2",\
            "ip_proto":"tcp","tcp_flags":["SYN"],"packets":3,"bytes":"4","flows":null,\
            "timestamp_start":"2026-01-02 03:04:05.123456","timestamp_end":"1767323045.5","label":"x",\
            "post_nat_ip_src":"10.9.9.9","fwd_status":64,"sampling_rate":10,"peer_ip_src":"192.0.2.1"}
            {"event_type":"purge_close","writer_id":"a/1"}""");

    /** These and every golden record. */
    private static final List<byte[]> SEEDS = Stream.concat(
                    RECORDS.stream().map(record -> record.getBytes(StandardCharsets.UTF_8)),
                    GoldenTest.inputs().stream().map(GoldenTest::bytes))
            .toList();

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\n",
            "null",
            "true",
            "-1",
            "1e400",
            "18446744073709551616",
            "\\ud800",
            "\0",
            "\u00FF",
            "\"flow\"",
            "\"log\"",
            "\"message\"",
            "\"IP\"",
            "\"verdict\"",
            "\"ip_src\"",
            "\"10.0.0.1\"");

    @Property(tries = 2000)
    void anyBytesAreAccountedFor(@ForAll Format format, @ForAll @Size(max = 300) byte[] bytes)
            throws InvalidProtocolBufferException {
        accounted(format, bytes);
    }

    @Property(tries = 2000)
    void anythingMadeOfJsonsPiecesIsAccountedFor(@ForAll Format format, @ForAll("jsonLike") String text)
            throws InvalidProtocolBufferException {
        accounted(format, text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1500)
    void anyTruncationOfARecordIsAccountedFor(@ForAll Format format, @ForAll("records") byte[] record, @ForAll int cut)
            throws InvalidProtocolBufferException {
        accounted(format, Arrays.copyOf(record, Math.floorMod(cut, record.length)));
    }

    @Property(tries = 3000)
    void anyMutationOfARecordIsAccountedFor(
            @ForAll Format format,
            @ForAll("records") byte[] record,
            @ForAll @IntRange(min = 1, max = 6) int changes,
            @ForAll long seed)
            throws InvalidProtocolBufferException {
        accounted(format, mutated(record, changes, new Random(seed)));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anyMemberMayHaveAnyValue(
            @ForAll Format format, @ForAll("records") byte[] record, @ForAll("values") String value, @ForAll int at)
            throws InvalidProtocolBufferException {
        String json = new String(record, StandardCharsets.UTF_8);
        int colon = json.indexOf(':', Math.floorMod(at, json.length()));
        int end = colon < 0 ? -1 : json.indexOf(',', colon);
        String changed = end < 0 ? json : json.substring(0, colon + 1) + value + json.substring(end);

        accounted(format, changed.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void linesAreReadLikeSingleValues(@ForAll("objects") byte[] one, @ForAll("objects") byte[] other) {
        String joined = new String(one, StandardCharsets.UTF_8) + "\n" + new String(other, StandardCharsets.UTF_8);

        for (Format format : EnumSet.complementOf(EnumSet.of(Format.WEIR_PROTOBUF))) {
            Decoded together = Decoded.from(format, joined);
            Decoded apart = Decoded.from(format, one);
            apart.flows().addAll(Decoded.from(format, other).flows());
            assertThat(together.flows()).isEqualTo(apart.flows());
        }
    }

    @Provide
    Arbitrary<byte[]> records() {
        return Arbitraries.of(SEEDS).map(byte[]::clone);
    }

    @Provide
    Arbitrary<byte[]> objects() {
        return Arbitraries.of(SEEDS.stream().filter(record -> record[0] == '{').toList());
    }

    @Provide
    Arbitrary<String> jsonLike() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20).map(DecodePropertyTest::quoted);
        Arbitrary<String> number = Arbitraries.bigIntegers().map(String::valueOf);
        Arbitrary<String> scalar =
                Arbitraries.oneOf(text, number, Arbitraries.of("null", "true", "-0", "1.5e3", "\"\""));
        Arbitrary<String> nested =
                Combinators.combine(scalar, scalar).as((a, b) -> "{\"type\":" + a + ",\"x\":[" + b + "]}");
        return Arbitraries.oneOf(scalar, scalar.map(s -> "[" + s + "]"), nested);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
        return out.append('"').toString();
    }

    private static byte[] mutated(byte[] record, int changes, Random random) {
        byte[] bytes = record.clone();
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            int from = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(20), bytes.length - Math.max(at, from));
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> System.arraycopy(record, from, bytes, at, length);
                default ->
                    Arrays.fill(bytes, at, at + Math.min(length, 4), (byte) "\"{}[],:0\n".charAt(random.nextInt(9)));
            }
        }
        return bytes;
    }

    private static void accounted(Format format, byte[] bytes) throws InvalidProtocolBufferException {
        Decoded decoded = Decoded.from(format, bytes);

        assertThat(decoded.flows().size() + decoded.bad().size()).isPositive();
        for (BadRecord bad : decoded.bad()) {
            assertThat(bad.reason()).as("%s", bad).isNotEqualTo(Reason.DEFECT);
            assertThat(bad.offset() + bad.length()).as("%s", bad).isLessThanOrEqualTo(bytes.length);
        }
        for (FlowEvent event : decoded.flows()) {
            assertThat(event.getBodyCase()).isNotEqualTo(FlowEvent.BodyCase.BODY_NOT_SET);
        }
        FlowBatch batch = FlowBatch.newBuilder().addAllEvents(decoded.flows()).build();
        assertThat(FlowBatch.parseFrom(batch.toByteArray())).isEqualTo(batch);
    }
}
