package dev.weir.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.TextFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of break, made on one small file by replacing a piece of its text. */
final class CompatibilityTest {
    private static final String PORT = "field { name: 'port' number: 1 type: TYPE_UINT32 label: LABEL_OPTIONAL }";
    private static final String PEER =
            "field { name: 'peer' number: 2 type: TYPE_MESSAGE type_name: '.p.Peer' label: LABEL_REPEATED }";
    private static final String RESERVED = "reserved_range { start: 5 end: 7 }";
    private static final String ALLOWED = "value { name: 'ALLOWED' number: 1 }";
    private static final String INNER = "nested_type { name: 'Inner' }";
    private static final String RELEASED = "name: 'p.proto' package: 'p' syntax: 'proto3' message_type { name: 'Flow' "
            + PORT + PEER + RESERVED + INNER + "} message_type { name: 'Peer' } "
            + "enum_type { name: 'Verdict' value { name: 'UNKNOWN' number: 0 } " + ALLOWED + "}";

    @Test
    void sameFileBreaksNothing() {
        assertThat(breaks("", "")).isEmpty();
    }

    @Test
    void newFieldsAndValuesBreakNothing() {
        String more = "field { name: 'bytes' number: 3 type: TYPE_UINT64 label: LABEL_OPTIONAL }";

        assertThat(breaks(PEER, PEER + more)).isEmpty();
        assertThat(breaks(ALLOWED, ALLOWED + "value { name: 'DENIED' number: 2 }"))
                .isEmpty();
    }

    @Test
    void otherTypeIsABreak() {
        assertThat(breaks("TYPE_UINT32", "TYPE_SINT32"))
                .containsExactly("Flow field 1: type was \"TYPE_UINT32\", is \"TYPE_SINT32\"");
        assertThat(breaks("type_name: '.p.Peer'", "type_name: '.p.Flow'"))
                .containsExactly("Flow field 2: type was \".p.Peer\", is \".p.Flow\"");
    }

    @Test
    void numberWithAnotherNameIsABreak() {
        assertThat(breaks("name: 'port'", "name: 'server_port'"))
                .containsExactly("Flow field 1: name was \"port\", is \"server_port\"");
    }

    @Test
    void oneInsteadOfManyIsABreak() {
        assertThat(breaks("LABEL_REPEATED", "LABEL_OPTIONAL"))
                .containsExactly("Flow field 2: label was \"LABEL_REPEATED\", is \"LABEL_OPTIONAL\"");
    }

    @Test
    void otherPresenceIsABreak() {
        String explicit = PORT.replace("}", "proto3_optional: true oneof_index: 0 }") + "oneof_decl { name: '_port' }";

        assertThat(breaks(PORT, explicit)).containsExactly("Flow field 1: oneof was \"\", is \"_port\"");
    }

    @Test
    void removedFieldIsABreakUnlessNumberAndNameAreReserved() {
        assertThat(breaks(PORT, ""))
                .containsExactly(
                        "Flow: field 1 is gone and its number is not reserved",
                        "Flow: field 1 is gone and its name \"port\" is not reserved");
        assertThat(breaks(PORT, "reserved_range { start: 1 end: 2 }"))
                .containsExactly("Flow: field 1 is gone and its name \"port\" is not reserved");
        assertThat(breaks(PORT, "reserved_range { start: 1 end: 2 } reserved_name: 'port'"))
                .isEmpty();
    }

    @Test
    void renumberedFieldIsABreak() {
        assertThat(breaks("name: 'port' number: 1", "name: 'port' number: 9"))
                .contains("Flow: field 1 is gone and its number is not reserved");
    }

    @Test
    void reservedNumberThatIsFreedIsABreak() {
        assertThat(breaks(RESERVED, "reserved_range { start: 5 end: 6 }"))
                .containsExactly("Flow: number 6 is no longer reserved");
    }

    @Test
    void missingTypesAreBreaks() {
        assertThat(breaks(INNER, "")).containsExactly("message Flow.Inner is gone");
        assertThat(breaks("name: 'Verdict'", "name: 'Decision'")).containsExactly("enum Verdict is gone");
    }

    @Test
    void enumNumberThatIsChangedOrReusedIsABreak() {
        assertThat(breaks("'ALLOWED' number: 1", "'ALLOWED' number: 2"))
                .containsExactly("enum Verdict: value 1 is gone and not reserved");
        assertThat(breaks("'ALLOWED' number: 1", "'DENIED' number: 1"))
                .containsExactly("Verdict value 1: name was \"ALLOWED\", is \"DENIED\"");
        assertThat(breaks(ALLOWED, "reserved_range { start: 1 end: 1 }")).isEmpty();
    }

    @Test
    void otherPackageIsABreak() {
        assertThat(breaks("package: 'p'", "package: 'q'")).containsExactly("p.proto: package was \"p\", is \"q\"");
    }

    private static List<String> breaks(String piece, String replacement) {
        assertThat(RELEASED).contains(piece);
        return Compatibility.breaks(file(RELEASED), file(RELEASED.replace(piece, replacement)));
    }

    private static FileDescriptorProto file(String text) {
        try {
            return TextFormat.parse(text, FileDescriptorProto.class);
        } catch (TextFormat.ParseException wrong) {
            throw new IllegalArgumentException("no descriptor: " + text, wrong);
        }
    }
}
