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

    private static final List<byte[]> SEEDS =
            GoldenRecords.inputs().stream().map(GoldenRecords::bytes).toList();

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
