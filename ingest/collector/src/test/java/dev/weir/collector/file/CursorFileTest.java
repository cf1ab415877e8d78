package dev.weir.collector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CursorFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void savedCursorIsReadBack() throws IOException {
        Cursor cursor = new Cursor(Head.of(TestingLog.bytes("a head")), 1234567890123L);
        CursorFile file = new CursorFile(folder, Path.of("some/flows.log"));
        assertThat(file.load()).isEmpty();

        file.save(Cursor.START);
        file.save(cursor);

        assertThat(new CursorFile(folder, Path.of("some/./flows.log")).load()).contains(cursor);
        assertThat(new CursorFile(folder, Path.of("other/flows.log")).load()).isEmpty();
    }

    @Test
    void damagedPositionIsSaidAndNotTakenForNone() throws IOException {
        CursorFile file = new CursorFile(folder, Path.of("flows.log"));
        file.save(Cursor.START);
        Files.writeString(only(), "{\"path\":");

        assertThatThrownBy(file::load)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no position")
                .hasMessageContaining("remove it");
    }

    private Path only() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.toList();
            assertThat(files).hasSize(1);
            return files.get(0);
        }
    }
}
