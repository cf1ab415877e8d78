package dev.weir.collector.file;

import dev.weir.collector.intake.Intake;
import dev.weir.collector.intake.RecordIntake;
import dev.weir.collector.intake.Source;
import dev.weir.formats.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One record a line on a stream that ends, such as standard input. The writer at its other end waits when Kafka does. */
public final class StandardInput implements Source {
    private final InputStream in;
    private final Format format;
    private volatile boolean stopped;
    private volatile boolean ended;

    public StandardInput(InputStream in, Format format) {
        this.in = in;
        this.format = format;
    }

    @Override
    public String name() {
        return "stdin";
    }

    @Override
    public void run(Intake intake) throws IOException, InterruptedException {
        Lines lines = new Lines(in, 0);
        RecordIntake records = new RecordIntake(format, intake);
        while (!stopped) {
            long offset = lines.offset();
            byte[] line = lines.next();
            boolean last = line == null;
            line = last ? lines.last() : line;
            if (line != null && line.length > 0) {
                records.take(line, "stdin", offset);
            }
            if (last) {
                break;
            }
        }
        ended = true;
        intake.flush();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public Optional<String> problem() {
        return ended ? Optional.of("standard input has ended") : Optional.empty();
    }
}
