package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final String HUBBLE =
            "{\"flow\":{\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"}}}";
    private static final String PMACCT = "{\"ip_src\":\"10.0.0.1\",\"ip_dst\":\"10.0.0.2\",\"packets\":1}";

    @ParameterizedTest
    @EnumSource(Format.class)
    void nameLeadsToTheFormat(Format format) {
        assertThat(Format.byName(format.text())).isEqualTo(format);
    }

    @Test
    void unknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Format.byName("hubble"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"hubble\"")
                .hasMessageContaining("hubble-json, pmacct-json")
                .hasMessageContaining(", weir");
    }

    @Test
    void decodersSayWhatTheyMake() {
        assertThat(Format.HUBBLE_JSON.decoder().format()).isEqualTo(SourceFormat.HUBBLE_JSON);
        assertThat(Format.PMACCT_JSON.decoder().format()).isEqualTo(SourceFormat.PMACCT_JSON);
        assertThat(Format.WEIR_PROTOBUF.decoder().format()).isEqualTo(SourceFormat.SOURCE_FORMAT_UNSPECIFIED);
    }

    @Test
    void eachFormatIsRecognised() {
        byte[] batch = FlowBatch.newBuilder()
                .addEvents(
                        FlowEvent.newBuilder().setLoss(LossNotice.newBuilder().setCount(1)))
                .build()
                .toByteArray();

        assertThat(recognised(HUBBLE)).contains(Format.HUBBLE_JSON);
        assertThat(recognised("{\"log\":\"" + HUBBLE.replace("\"", "\\\"") + "\"}"))
                .contains(Format.HUBBLE_JSON);
        assertThat(recognised(PMACCT + "\n" + PMACCT)).contains(Format.PMACCT_JSON);
        assertThat(Format.recognise(batch, 0, batch.length)).contains(Format.WEIR_PROTOBUF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "level=info", "{\"SrcAddr\":\"10.0.0.1\"}", "{\"flow\":{}}"})
    void whatIsNoneIsNotGuessed(String text) {
        assertThat(recognised(text)).isEmpty();
    }

    @Test
    void whatCouldBeTwoIsNotGuessed() {
        assertThat(recognised(HUBBLE + "\n" + PMACCT)).isEmpty();
    }

    private static Optional<Format> recognised(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Format.recognise(bytes, 0, bytes.length);
    }
}
