package dev.weir.collector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LinesTest {

    @Test
    void offsetIsBehindTheLastWholeLine() throws IOException {
        Lines lines = lines("ab\n\ncd\r\nef", 100);

        assertThat(next(lines)).isEqualTo("ab");
        assertThat(lines.offset()).isEqualTo(103);
        assertThat(next(lines)).isEmpty();
        assertThat(next(lines)).isEqualTo("cd");
        assertThat(lines.next()).isNull();
        assertThat(lines.offset()).isEqualTo(108);
        assertThat(lines.position()).isEqualTo(110);
        assertThat(text(lines.last())).isEqualTo("ef");
        assertThat(lines.offset()).isEqualTo(110);
        assertThat(lines.last()).isNull();
    }

    @Test
    void lineWithoutEndTakesNoMoreThanItsShareOfMemory() throws IOException {
        byte[] endless = new byte[Lines.LONGEST + 100_000];
        Arrays.fill(endless, (byte) 'x');
        Lines lines = new Lines(new ByteArrayInputStream(endless), 0);

        assertThat(lines.next()).isNull();
        assertThat(lines.last()).hasSize(Lines.LONGEST);
        assertThat(lines.offset()).isEqualTo(endless.length);
    }

    @Property(tries = 200)
    void linesJoinedAreTheText(@ForAll List<String> texts) {
        List<String> wanted = texts.stream()
                .map(text -> text.replace("\n", "").replace("\r", ""))
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
        Lines lines = lines(String.join("\n", wanted) + "\n", 0);

        List<String> read = new ArrayList<>();
        for (int i = 0; i < Math.max(1, wanted.size()); i++) {
            read.add(next(lines));
        }

        assertThat(read).isEqualTo(wanted.isEmpty() ? List.of("") : wanted);
    }

    private static Lines lines(String text, long offset) {
        return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), offset);
    }

    private static String next(Lines lines) {
        try {
            return text(lines.next());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(byte @Nullable [] line) {
        assertThat(line).isNotNull();
        return line == null ? "" : new String(line, StandardCharsets.UTF_8);
    }
}
