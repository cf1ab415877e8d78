package dev.weir.collector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a tail gave. */
final class Heard implements FileTail.Reader {
    final List<String> lines = new ArrayList<>();
    int gaps;

    @Override
    public void line(byte[] line, Path file, long offset) {
        lines.add(new String(line, StandardCharsets.UTF_8));
    }

    @Override
    public void gap(Path path) {
        gaps++;
    }

    /** Polls until there is nothing for now. */
    void drain(FileTail tail) throws IOException, InterruptedException {
        int idle = 0;
        for (int visits = 0; idle < 2; visits++) {
            assertThat(visits).as("visits to a tail that says it has more").isLessThan(10_000);
            idle = tail.poll(this) ? 0 : idle + 1;
        }
    }
}
