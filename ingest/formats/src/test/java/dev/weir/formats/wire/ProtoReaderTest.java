package dev.weir.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.weir.formats.BadRecord.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
    private final ProtoReader in = new ProtoReader();

    @Property(tries = 2000)
    void everyNumberIsReadAsItWasWrittenAnywhereInAValue(
            @ForAll long number, @ForAll @IntRange(max = 63) int shift, @ForAll @IntRange(max = 20) int behind)
            throws IOException {
        long value = number >>> shift;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeUInt64NoTag(value);
        coded.flush();
        int length = out.size();
        out.writeBytes(new byte[behind]);

        in.begin(out.toByteArray(), 0, out.size());

        assertThat(in.varint()).isEqualTo(value);
        assertThat(in.position()).isEqualTo(length);
    }

    @Property(tries = 2000)
    void numbersOfAnyBytesAreReadAsTheLibraryReadsThem(@ForAll @Size(min = 1, max = 14) byte[] bytes) {
        Long expected = library(bytes);
        in.begin(bytes, 0, bytes.length);

        if (expected == null) {
            assertThatThrownBy(in::varint).isInstanceOf(BadWire.class);
        } else if (bytes.length < 10 || bytes[9] >= 0) {
            assertThat(in.varint()).isEqualTo(expected);
        }
    }

    @Test
    void numberThatTheMessageCutsIsTruncated() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0x80);
        in.begin(bytes, 0, 3);

        assertThatThrownBy(in::varint).isInstanceOfSatisfying(BadWire.class, bad -> assertThat(bad.reason())
                .isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void groupsArePassedOverAndMustEnd() {
        byte[] group = {0x0B, 0x10, 0x05, 0x0C, 0x08, 0x07};
        in.begin(group, 0, group.length);
        in.skip(in.tag());
        assertThat(in.tag()).isEqualTo(8);

        in.begin(group, 0, 3);
        int open = in.tag();
        assertThatThrownBy(() -> in.skip(open)).isInstanceOf(BadWire.class);
    }

    @Test
    void groupsWithoutEndAreTooDeep() {
        byte[] groups = new byte[1000];
        Arrays.fill(groups, (byte) 0x0B);
        in.begin(groups, 0, groups.length);
        int open = in.tag();

        assertThatThrownBy(() -> in.skip(open)).isInstanceOfSatisfying(BadWire.class, bad -> assertThat(bad.reason())
                .isEqualTo(Reason.TOO_DEEP));
    }

    @Test
    void textMustBeUtf8() {
        byte[] text = {4, 'a', (byte) 0xC3, (byte) 0xA9, 'b', 2, (byte) 0xFF, 'x'};
        in.begin(text, 0, text.length);

        assertThat(in.text()).isEqualTo("a\u00E9b");
        assertThatThrownBy(in::text).isInstanceOfSatisfying(BadWire.class, bad -> assertThat(bad.reason())
                .isEqualTo(Reason.NOT_UTF8));
    }

    @Test
    void lengthBeyondTheMessageIsTruncatedAndANegativeOneIsNone() {
        in.begin(new byte[] {5, 1, 2}, 0, 3);
        assertThatThrownBy(in::bytes).isInstanceOfSatisfying(BadWire.class, bad -> assertThat(bad.reason())
                .isEqualTo(Reason.TRUNCATED));

        byte[] negative = {-1, -1, -1, -1, 15, 0};
        in.begin(negative, 0, negative.length);
        assertThatThrownBy(in::bytes).isInstanceOfSatisfying(BadWire.class, bad -> assertThat(bad.reason())
                .isEqualTo(Reason.NOT_PROTOBUF));
    }

    private static @Nullable Long library(byte[] bytes) {
        try {
            return CodedInputStream.newInstance(bytes).readRawVarint64();
        } catch (IOException refused) {
            return null;
        }
    }
}
