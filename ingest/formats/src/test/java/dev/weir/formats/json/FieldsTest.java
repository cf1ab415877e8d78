package dev.weir.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

class FieldsTest {
    private static final Fields<List<String>> NOTED = Fields.<List<String>>of()
            .text("a", List::add)
            .value("looked-at", (names, in) -> names.add("looked-at"))
            .build();

    @Test
    void membersOfAValueThatWasOnlyLookedAtAreNotTheObjects() {
        List<String> names = new ArrayList<>();
        byte[] text = "{\"looked-at\":{\"a\":\"theirs\"},\"other\":[{\"a\":\"theirs\"}],\"a\":\"ours\"}"
                .getBytes(StandardCharsets.UTF_8);

        try (JsonParser in = Json.parser(text, 0, text.length)) {
            in.nextToken();
            NOTED.read(in, names, value -> {});
        }

        assertThat(names).containsExactly("looked-at", "ours");
    }

    @Test
    void aRecordThatIsNotClosedIsNoFlow() {
        String open =
                "{\"ipfix\":{\"more\":{\"sourceIPv4Address\":\"10.0.0.1\",\"destinationIPv4Address\":\"10.0.0.2\"}}";

        assertThat(Decoded.from(Format.ANTREA_JSON, open).onlyBad().reason()).isEqualTo(Reason.TRUNCATED);
    }
}
