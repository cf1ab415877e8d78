package dev.weir.standalone.up;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a step is: a bar on a terminal, a line every ten seconds elsewhere. Standard error only. */
final class Progress implements AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final String step;
    private final @Nullable ProgressBar bar;
    private long total;
    private long nextLineNs = System.nanoTime() + BETWEEN_LINES.toNanos();

    Progress(String step, long total, String unit) {
        this.step = step;
        this.total = total;
        this.bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(step)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(100)
                        .showSpeed()
                        .setUnit(" " + unit, 1)
                        .build();
    }

    void at(long done, long ofTotal) {
        total = ofTotal;
        if (bar != null) {
            bar.maxHint(ofTotal);
            bar.stepTo(done);
            return;
        }
        if (System.nanoTime() > nextLineNs) {
            System.err.println("weir: " + step + ": " + done + " of " + ofTotal);
            nextLineNs = System.nanoTime() + BETWEEN_LINES.toNanos();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(total);
            bar.close();
        }
    }
}
