package dev.weir.process;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** Main classes for child JVMs, one for each way to behave. */
final class Children {
    private static final Pattern READY = Pattern.compile("^ready");

    private Children() {}

    static JvmLaunch launch(Class<?> main, Path log) {
        return JvmLaunch.of(main.getName(), classPath(), log, READY).withHeap("64m");
    }

    private static String classPath() {
        return location(ChildMain.class) + File.pathSeparator + location(Children.class);
    }

    private static String location(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    private static void serveForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static final class Serves {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("ready " + System.getProperty("flavour") + " " + String.join(",", arguments));
            serveForEver();
        }
    }

    static final class Fails {
        @SuppressWarnings("DoNotCallSuggester")
        public static void main(String[] arguments) {
            throw new IllegalStateException("the disk is upside down");
        }
    }

    static final class NeverReady {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("not yet");
            serveForEver();
        }
    }

    static final class HangsInShutdown {
        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    serveForEver();
                } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                }
            }));
            System.out.println("ready");
            serveForEver();
        }
    }

    /** Starts a child of its own and says its process id. */
    static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            ChildJvm child = ChildJvm.start(launch(Serves.class, Path.of(arguments[0])));
            System.out.println("ready " + child.pid());
            serveForEver();
        }
    }
}
