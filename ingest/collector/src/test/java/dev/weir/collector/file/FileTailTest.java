package dev.weir.collector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.TestingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTailTest {
    private static final Duration LONGER_THAN_GRACE = Duration.ofSeconds(3);

    @TempDir
    Path folder = Path.of("");

    private final TestingClock clock = new TestingClock();
    private final Heard heard = new Heard();
    private TestingLog log = new TestingLog(folder);

    @BeforeEach
    void makeLog() {
        log = new TestingLog(folder);
    }

    @Test
    void linesAreReadAsTheyAreWritten() throws Exception {
        FileTail tail = tail(Cursor.START);
        heard.drain(tail);
        assertThat(tail.isThere()).isFalse();

        log.append(3);
        heard.drain(tail);
        log.append(2);
        heard.drain(tail);

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(tail.isThere()).isTrue();
    }

    @Test
    void unfinishedLineWaitsForItsEnd() throws Exception {
        FileTail tail = tail(Cursor.START);
        log.appendRaw("half");
        heard.drain(tail);
        assertThat(heard.lines).isEmpty();

        log.appendRaw(" and half\r\n");
        heard.drain(tail);

        assertThat(heard.lines).containsExactly("half and half");
    }

    @Test
    void writerThatLostTheNameIsHeardToItsLastWord() throws Exception {
        FileTail tail = tail(Cursor.START);
        log.append(2);
        heard.drain(tail);
        Path old = log.rename();
        log.append(1);
        heard.drain(tail);
        Files.writeString(old, Files.readString(old) + "late line\n");
        heard.drain(tail);
        clock.advance(LONGER_THAN_GRACE);
        heard.drain(tail);

        assertThat(heard.lines).startsWith(log.written().get(0), log.written().get(1), "late line");
        assertThat(heard.lines).endsWith(log.written().get(2)).hasSize(4);
    }

    @Test
    void everythingOfSeveralRotationsInARowIsRead() throws Exception {
        FileTail tail = tail(Cursor.START);
        log.append(2);
        heard.drain(tail);
        for (int i = 0; i < 3; i++) {
            log.append(2);
            log.rename();
        }
        log.append(1);
        heard.drain(tail);
        clock.advance(LONGER_THAN_GRACE);
        heard.drain(tail);

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(heard.gaps).isZero();
    }

    @Test
    void whatWasCopiedBeforeItWasReadIsReadFromTheCopy() throws Exception {
        FileTail tail = tail(Cursor.START);
        log.append(2);
        heard.drain(tail);
        log.append(3);
        log.copyAndTruncate();
        log.append(1);
        heard.drain(tail);

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(heard.gaps).isZero();
    }

    @Test
    void fileThatWasCutOffAndHasGrownAgainIsNotReadFromItsMiddle() throws Exception {
        FileTail tail = tail(Cursor.START);
        log.append(2);
        heard.drain(tail);
        log.truncate();
        log.append(30);
        heard.drain(tail);

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(heard.gaps).as("something may have been lost").isEqualTo(1);
    }

    @Test
    void restartGoesOnInAFileThatWasRenamedAndCompressedMeanwhile() throws Exception {
        log.append(40);
        Cursor cursor = readAll();
        log.append(2);
        Path first = log.rename();
        log.append(2);
        TestingLog.compress(first);
        log.rename();
        log.append(2);

        heard.drain(tail(cursor));

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(heard.gaps).isZero();
    }

    @Test
    void restartGoesOnInTheSameFile() throws Exception {
        log.append(3);
        Cursor cursor = readAll();
        log.append(3);

        heard.drain(tail(cursor));

        assertThat(heard.lines).isEqualTo(log.written());
    }

    @Test
    void fileThatIsGoneAfterARestartIsAGap() throws Exception {
        log.append(3);
        Cursor cursor = readAll();
        Files.delete(log.path);
        log.append(1);

        heard.drain(tail(cursor));

        assertThat(heard.gaps).isEqualTo(1);
        assertThat(heard.lines).isEqualTo(log.written());
    }

    @Test
    void fileThatIsRemovedWhileItIsReadIsNoGap() throws Exception {
        FileTail tail = tail(Cursor.START);
        log.append(2);
        heard.drain(tail);
        log.append(1);
        Files.delete(log.path);
        heard.drain(tail);
        log.append(1);
        heard.drain(tail);
        clock.advance(LONGER_THAN_GRACE);
        heard.drain(tail);

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(heard.gaps).isZero();
    }

    @Test
    void compressedFileThatIsCutOffIsAGapAndNoEnd() throws Exception {
        log.append(400);
        Cursor cursor = readAll();
        log.append(400);
        Path cut = TestingLog.compress(log.rename());
        byte[] whole = Files.readAllBytes(cut);
        FileTime modified = Files.getLastModifiedTime(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length - 40));
        Files.setLastModifiedTime(cut, modified);
        log.append(1);

        heard.drain(tail(cursor));

        assertThat(heard.gaps).isEqualTo(1);
        assertThat(heard.lines).endsWith(log.written().get(800));
    }

    @Test
    void fileThatIsReadOnceEndsWithItsLastUnfinishedLine() throws Exception {
        log.append(2);
        log.appendRaw("no line feed");
        FileTail tail = new FileTail(log.path, Cursor.START, false, clock);

        heard.drain(tail);

        assertThat(tail.ended()).isTrue();
        assertThat(heard.lines).hasSize(3).endsWith("no line feed");
        assertThat(tail.cursor().offset()).isEqualTo(Files.size(log.path));
    }

    @Test
    void filesOfOtherNamesAreNoRotations() throws Exception {
        log.append(2);
        Cursor cursor = readAll();
        Files.writeString(folder.resolve("flows.log.pos"), "not a flow\n");
        Files.writeString(folder.resolve("flows-other.log"), "not a flow\n");
        Files.writeString(folder.resolve("flows.log.1.tmp"), "not a flow\n");
        log.rename();
        log.append(1);

        heard.drain(tail(cursor));

        assertThat(heard.lines).isEqualTo(log.written());
    }

    @Test
    void exportersOwnRotationIsFollowed() throws Exception {
        log.append(20);
        Cursor cursor = readAll();
        log.append(2);
        Path dated = Files.move(log.path, folder.resolve("flows-2026-11-24T17-54-08.123.log"));
        TestingLog.compress(dated);
        log.append(2);

        heard.drain(tail(cursor));

        assertThat(heard.lines).isEqualTo(log.written());
        assertThat(heard.gaps).isZero();
    }

    private Cursor readAll() throws IOException, InterruptedException {
        try (FileTail tail = tail(Cursor.START)) {
            heard.drain(tail);
            return tail.cursor();
        }
    }

    private FileTail tail(Cursor cursor) {
        return new FileTail(log.path, cursor, true, clock);
    }
}
