package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.FlowEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger could send to take more than his share. */
@Timeout(30)
class LimitsTest {
    private static final String ENDS = "\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"}";

    @ParameterizedTest
    @EnumSource(Format.class)
    void valueOfTheLimitIsReadAndALongerOneIsNot(Format format) {
        byte[] spaces = new byte[Limits.VALUE_BYTES + 1];
        Arrays.fill(spaces, (byte) ' ');

        assertThat(Decoded.from(format, spaces).onlyBad().reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(Decoded.from(format, Arrays.copyOf(spaces, Limits.VALUE_BYTES))
                        .onlyBad()
                        .reason())
                .isNotEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"flow\":", "{\"message\":", "[{\"records\":"})
    void deepNestingIsTooDeep(String opening) {
        assertThat(hubble(opening.repeat(Limits.VALUE_BYTES / opening.length()))
                        .onlyBad()
                        .reason())
                .isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void depthWithinTheLimitIsReadThoughNobodyKnowsTheMembers() {
        String deep = "{\"flow\":{" + ENDS + ",\"unknown\":" + "[".repeat(29) + "]".repeat(29) + "}}";

        hubble(deep).only();
    }

    @Test
    void manyBadPiecesBecomeOne() {
        Decoded decoded = hubble("{\n".repeat(Limits.VALUE_BYTES / 2));

        assertThat(decoded.bad()).hasSize(Limits.BAD_PIECES + 1);
        BadRecord rest = decoded.bad().get(Limits.BAD_PIECES);
        assertThat(rest.reason()).isEqualTo(Reason.TOO_MANY);
        assertThat(rest.offset() + rest.length()).isEqualTo(Limits.VALUE_BYTES);
    }

    @Test
    void flowsBehindManyBadPiecesAreStillRead() {
        Decoded decoded = hubble("[" + "7,".repeat(5000) + "{\"flow\":{" + ENDS + "}}]");

        assertThat(decoded.flows()).hasSize(1);
        assertThat(decoded.bad()).hasSize(Limits.BAD_PIECES + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{\" ", "{\"flow\":\n", "{\"a\":[\n", "[{},\n", "{\"log\":\"\n", "{\"x\":1}\n", "{}\n"})
    @Timeout(5)
    void linesThatLookLikeStartsDoNotCostMoreThanTheirLength(String line) {
        String value = line.repeat(Limits.VALUE_BYTES / line.length());

        // A second or more was seen where the parser could be made to start anew without end.
        assertThat(hubble(value).bad()).isNotEmpty();
    }

    @Test
    void longFieldMakesABadPieceAndALongUnknownOneDoesNot() {
        String lengthy = "\"" + "x".repeat(Limits.FIELD_CHARS + 1) + "\"";

        assertThat(hubble("{\"flow\":{" + ENDS + ",\"uuid\":" + lengthy + "}}")
                        .onlyBad()
                        .reason())
                .isEqualTo(Reason.BAD_FIELD);
        hubble("{\"flow\":{" + ENDS + ",\"Summary\":" + lengthy + "}}").only();
    }

    @Test
    void longListMakesABadPiece() {
        String labels = "\"k8s:a=b\",".repeat(Limits.ENTRIES) + "\"k8s:c=d\"";

        assertThat(hubble("{\"flow\":{" + ENDS + ",\"source\":{\"labels\":[" + labels + "]}}}")
                        .onlyBad()
                        .reason())
                .isEqualTo(Reason.BAD_FIELD);
    }

    @Test
    void longNumberOrNameIsTooLarge() {
        assertThat(hubble("{\"flow\":{" + ENDS + ",\"x\":" + "9".repeat(1000) + "}}")
                        .onlyBad()
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(hubble("{\"" + "n".repeat(5000) + "\":1}").onlyBad().reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void manyNamesThatNobodyKnowsArePassedOver() {
        StringBuilder json = new StringBuilder("{\"flow\":{" + ENDS + "}");
        for (int i = 0; i < 60_000; i++) {
            json.append(",\"n").append(i).append("\":1");
        }

        hubble(json.append('}').toString()).only();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 9})
    void invalidUtf8IsSaidToBeSo(int position) {
        byte[] value = ("{\"flow\":{\"uuid\":\"xxxx\"," + ENDS + "}}").getBytes(StandardCharsets.UTF_8);
        value[position == 9 ? 19 : position] = (byte) 0xFF;

        assertThat(Decoded.from(Format.HUBBLE_JSON, value).onlyBad().reason()).isEqualTo(Reason.NOT_UTF8);
    }

    @Test
    void otherEncodingsOfJsonAreNotGuessed() {
        String json = "{\"flow\":{" + ENDS + "}}";

        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            assertThat(Decoded.from(Format.HUBBLE_JSON, json.getBytes(charset))
                            .onlyBad()
                            .reason())
                    .isEqualTo(Reason.NOT_UTF8);
        }
    }

    @Test
    void nulBytesMakeABadPiece() {
        assertThat(hubble("{\"flow\":\0{}}").onlyBad().reason()).isEqualTo(Reason.NOT_JSON);
        assertThat(Decoded.from(Format.HUBBLE_JSON, new byte[100]).onlyBad().reason())
                .isEqualTo(Reason.NOT_UTF8);
    }

    @Test
    void loneSurrogateIsReplacedSoThatProtobufCanCarryIt() {
        String json = "{\"flow\":{\"uuid\":\"a\\ud800b\\ud83d\\ude00\"," + ENDS + "}}";

        assertThat(hubble(json).only().getRecordId()).isEqualTo("a\uFFFDb\uD83D\uDE00");
    }

    @Test
    void rangeOutsideTheArrayIsTheCallersMistake() {
        assertThatThrownBy(() -> Format.HUBBLE_JSON.decoder().decode(new byte[3], 1, 3, new Decoded()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sinksOwnExceptionPassesThrough() {
        DecodeSink refusing = new DecodeSink() {
            @Override
            public void flow(FlowEvent event) {
                throw new IllegalStateException("full");
            }

            @Override
            public void bad(BadRecord bad) {}
        };
        byte[] value = ("{\"flow\":{" + ENDS + "}}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Format.HUBBLE_JSON.decoder().decode(value, 0, value.length, refusing))
                .hasMessage("full");
    }

    private static Decoded hubble(String json) {
        return Decoded.from(Format.HUBBLE_JSON, json);
    }
}
