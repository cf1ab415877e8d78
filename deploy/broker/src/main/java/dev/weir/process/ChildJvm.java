package dev.weir.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running child JVM. Its output goes to a file; it ends when {@link #stop} or {@link #kill} is called, and by itself
 * when this JVM dies in whatever way (see {@link ChildMain}).
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration ORDERLY = Duration.ofSeconds(15);
    private static final Duration BY_SIGNAL = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 25;

    private final JvmLaunch launch;
    private final Process process;
    private final LogFile log;
    private String readyLine = "";

    private ChildJvm(JvmLaunch launch, Process process, LogFile log) {
        this.launch = launch;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a child and waits until it is ready.
     *
     * @throws ChildFailedException if it cannot be started, ends early or is not ready in time, with the end of its
     *     log; no process is left behind
     */
    public static ChildJvm start(JvmLaunch launch) {
        ChildJvm child = spawn(launch);
        boolean ready = false;
        try {
            child.awaitReady();
            ready = true;
        } finally {
            if (!ready) {
                child.kill();
            }
        }
        return child;
    }

    private static ChildJvm spawn(JvmLaunch launch) {
        try {
            LogFile log = new LogFile(launch.log());
            ProcessBuilder builder = new ProcessBuilder(launch.command())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            return new ChildJvm(launch, builder.start(), log);
        } catch (IOException failure) {
            throw new ChildFailedException("cannot start " + launch.mainClass() + ": " + failure, failure);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + launch.readyTimeout().toNanos();
        while (true) {
            // Asked before the log is read, so that a child that was ready and ended is still seen to have been ready.
            boolean alive = process.isAlive();
            Optional<String> line = nextReadyLine();
            if (line.isPresent()) {
                readyLine = line.get();
                return;
            }
            if (!alive) {
                throw new ChildFailedException(launch.mainClass() + " ended with code " + process.exitValue()
                        + " before it was ready; " + logEnd());
            }
            if (System.nanoTime() > deadline) {
                throw new ChildFailedException(launch.mainClass() + " was not ready within " + launch.readyTimeout()
                        + " (no line of its output matched \"" + launch.ready() + "\"); " + logEnd());
            }
            pause();
        }
    }

    private Optional<String> nextReadyLine() {
        try {
            return log.next(launch.ready());
        } catch (IOException failure) {
            throw new ChildFailedException("cannot read the log \"" + launch.log() + "\": " + failure, failure);
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new ChildFailedException("interrupted while " + launch.mainClass() + " was starting", stopWaiting);
        }
    }

    /** The line of its output that said that it is ready; it may tell a port that the child chose. */
    public String readyLine() {
        return readyLine;
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** The exit code, once the process has ended; 128 + n after signal n. */
    public Optional<Integer> exitCode() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /** Completes with the exit code when the process ends, whoever ended it. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Last lines of this run's output. */
    public String logTail() {
        return log.tail();
    }

    /**
     * Ends the child: closes its standard input and waits 15 s, then SIGTERM and 5 s, then SIGKILL. Does nothing when
     * it has ended already.
     *
     * @throws ChildFailedException if even SIGKILL does not end it within 5 s
     */
    public void stop() {
        stop(ORDERLY, BY_SIGNAL);
    }

    void stop(Duration orderly, Duration bySignal) {
        closeInput();
        if (endsWithin(orderly)) {
            return;
        }
        process.destroy();
        if (endsWithin(bySignal)) {
            return;
        }
        kill();
    }

    /**
     * Ends the child at once, as a crash would (SIGKILL), and waits until it is gone.
     *
     * @throws ChildFailedException if it is still there after 5 s
     */
    public void kill() {
        process.destroyForcibly();
        boolean ended = endsWithin(BY_SIGNAL);
        closeInput();
        if (!ended) {
            throw new ChildFailedException("process " + pid() + " (" + launch.mainClass() + ") outlived SIGKILL by "
                    + BY_SIGNAL + "; " + logEnd());
        }
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // The child has closed its end, which is what was wanted.
        }
    }

    // An interrupt must not leave a process behind: it shortens the wait, and the next harder means is taken.
    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private String logEnd() {
        String tail = logTail();
        return "log \"" + launch.log() + "\" "
                + (tail.isEmpty() ? "says nothing" : "ends:\n" + tail.indent(4).stripTrailing());
    }
}
