package dev.weir.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
    private static final String FLOW =
            "{\"flow\":{\"uuid\":\"u\",\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"}},\"node_name\":\"n\"}";
    private static final String TEXT = quoted(FLOW);

    @Test
    void recordOnItsOwnIsTheUsualCase() {
        oneFlow(FLOW);
    }

    @Test
    void whiteSpaceAndAByteOrderMarkDoNotMatter() {
        oneFlow(" \r\n\t" + FLOW + "\n\n");
        oneFlow("\uFEFF" + FLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@timestamp\":1700000000.5,\"log\":%s}",
                "{\"message\":%s,\"host\":\"h\",\"source_type\":\"file\"}",
                "{\"MESSAGE\":%s,\"_PID\":\"1\"}",
                "{\"body\":%s}",
                "{\"body\":{\"stringValue\":%s}}",
                "{\"logEvents\":[{\"id\":\"1\",\"message\":%s}],\"owner\":\"o\"}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":%s}}]}]}]}",
                "[%s]",
                "%s",
            })
    void textInATailersWrapperIsOpened(String wrapper) {
        oneFlow(wrapper.formatted(TEXT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"message\":%s}", "{\"records\":[%s]}", "[%s]", "[[%s]]", "{\"log\":%s,\"stream\":\"stdout\"}"
            })
    void objectInATailersWrapperIsOpened(String wrapper) {
        oneFlow(wrapper.formatted(FLOW));
    }

    @Test
    void recordThatATailerTookApartCountsOnce() {
        oneFlow("{\"log\":" + TEXT + "," + FLOW.substring(1));
        oneFlow(FLOW.substring(0, FLOW.length() - 1) + ",\"log\":" + TEXT + "}");
    }

    @Test
    void proseBesideTheRecordIsPassedOver() {
        oneFlow("{\"message\":\"level=info\",\"log\":" + TEXT + "}");
    }

    @Test
    void twoWrappersAreOpenedAndNoThird() {
        String two = "{\"message\":" + quoted("{\"log\":" + TEXT + "}") + "}";

        oneFlow(two);
        assertThat(decode("{\"message\":" + quoted(two) + "}").onlyBad().reason())
                .isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void arrayAndLinesHoldManyRecords() {
        assertThat(decode("[" + FLOW + "," + FLOW + "]").flows()).hasSize(2);
        assertThat(decode(FLOW + "\n" + FLOW + "\r\n" + FLOW).flows()).hasSize(3);
        assertThat(decode(FLOW + FLOW).flows()).hasSize(2);
        assertThat(decode("{\"log\":" + quoted(FLOW + "\n" + FLOW) + "}").flows())
                .hasSize(2);
    }

    @Test
    void badRecordLeavesItsNeighboursAlone() {
        String bad = "{\"flow\":{\"IP\":{\"source\":\"nowhere\"},\"l4\":{\"TCP\":{}}}}";

        Decoded array = decode("[" + FLOW + "," + bad + "," + FLOW + "]");
        Decoded lines = decode(FLOW + "\n" + bad + "\n" + FLOW);

        assertThat(array.flows()).hasSize(2);
        assertThat(lines.flows()).hasSize(2);
        assertThat(array.bad())
                .singleElement()
                .satisfies(piece -> at(piece, Reason.BAD_FIELD, FLOW.length() + 2, bad.length()));
        assertThat(lines.bad())
                .singleElement()
                .satisfies(piece -> at(piece, Reason.BAD_FIELD, FLOW.length() + 1, bad.length()));
    }

    @Test
    void brokenLineLeavesItsNeighboursAlone() {
        String broken = FLOW.substring(0, 40);

        Decoded decoded = decode(FLOW + "\n" + broken + "\n" + FLOW + "\nnonsense");

        assertThat(decoded.flows()).hasSize(2);
        assertThat(decoded.bad()).hasSize(2);
        at(decoded.bad().get(0), Reason.NOT_JSON, FLOW.length() + 1, broken.length() + 1);
        assertThat(decoded.bad().get(1).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void brokenTextIsBadWhereItsWrapperIs() {
        BadRecord piece =
                decode("{\"log\":" + quoted(FLOW.substring(0, 40)) + "}").onlyBad();

        assertThat(piece.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(piece.offset()).isEqualTo(7);
    }

    @Test
    void wrapperOfProseOnlyIsOfAnotherFormat() {
        assertThat(decode("{\"log\":\"level=info\"}").onlyBad().reason()).isEqualTo(Reason.WRONG_FORMAT);
    }

    @Test
    void prettyPrintedRecordIsOneRecord() {
        oneFlow(FLOW.replace("{", "{\n  ").replace(",", ",\n  "));
    }

    private static void at(BadRecord piece, Reason reason, int offset, int length) {
        assertThat(piece.reason()).isEqualTo(reason);
        assertThat(piece.offset()).isEqualTo(offset);
        assertThat(piece.length()).isEqualTo(length);
    }

    private static void oneFlow(String json) {
        assertThat(decode(json).only().getRecordId()).isEqualTo("u");
    }

    private static Decoded decode(String json) {
        return Decoded.from(Format.HUBBLE_JSON, json);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
