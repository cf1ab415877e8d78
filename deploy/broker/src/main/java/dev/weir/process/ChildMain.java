package dev.weir.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * First main class of every child JVM: ends the JVM when its standard input ends, then runs the real main class.
 *
 * <p>The parent holds the other end of that pipe and never writes to it. When the parent closes it, or dies in whatever
 * way, the kernel closes it for good, and no child is left behind.
 */
public final class ChildMain {
    /** Time for an orderly end once the parent is gone; then the JVM is halted. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private ChildMain() {}

    /** Runs the main class that the first argument names, with the other arguments. */
    public static void main(String[] arguments) {
        daemon("parent-watch", ChildMain::exitWhenParentIsGone);
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (ReflectiveOperationException failure) {
            failure.printStackTrace();
            // Not a return: other threads of a main that failed half-way could keep a useless JVM alive.
            System.exit(1);
        }
    }

    private static void exitWhenParentIsGone() {
        try {
            InputStream parent = System.in;
            while (parent.read() >= 0) {
                // Whatever the parent writes means nothing; only the end counts.
            }
        } catch (IOException broken) {
            System.err.println("standard input broke, which ends this process as its end would: " + broken);
        }
        daemon("halt", ChildMain::haltAfterGrace);
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        System.err.println("shutdown took longer than " + GRACE + ", halting");
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
