package dev.weir.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a child JVM is started. {@link #of} gives the shortest form, the {@code with} methods the rest.
 *
 * @param mainClass fully qualified class with a {@code main} method
 * @param classPath in the form of the {@code java} command
 * @param log file that takes the child's output; appended to, its folder is made
 * @param ready line of the child's output that says that it does its work; any part of the line may match
 * @param readyTimeout how long that may take
 * @param heap largest heap, in the form of {@code -Xmx}: {@code 512m}
 * @param jvmOptions further options of the {@code java} command
 * @param systemProperties system properties of the child
 * @param environment environment variables beside the parent's own
 * @param arguments arguments of the main class
 */
public record JvmLaunch(
        String mainClass,
        String classPath,
        Path log,
        Pattern ready,
        Duration readyTimeout,
        String heap,
        List<String> jvmOptions,
        Map<String, String> systemProperties,
        Map<String, String> environment,
        List<String> arguments) {

    /** What Flink needs of the JDK where its own scripts do not start it. */
    public static final List<String> FLINK_OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

    /** Copies what could change. */
    public JvmLaunch {
        log = log.toAbsolutePath();
        jvmOptions = List.copyOf(jvmOptions);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /** A launch with a heap of 512 MiB, at most 60 s until ready, and nothing else. */
    public static JvmLaunch of(String mainClass, String classPath, Path log, Pattern ready) {
        return new JvmLaunch(
                mainClass, classPath, log, ready, READY_TIMEOUT, "512m", List.of(), Map.of(), Map.of(), List.of());
    }

    /** With other arguments of the main class. */
    public JvmLaunch withArguments(String... others) {
        return new JvmLaunch(
                mainClass,
                classPath,
                log,
                ready,
                readyTimeout,
                heap,
                jvmOptions,
                systemProperties,
                environment,
                List.of(others));
    }

    /** With another largest heap, for example {@code 1g}. */
    public JvmLaunch withHeap(String other) {
        return new JvmLaunch(
                mainClass,
                classPath,
                log,
                ready,
                readyTimeout,
                other,
                jvmOptions,
                systemProperties,
                environment,
                arguments);
    }

    /** With other options of the {@code java} command. */
    public JvmLaunch withJvmOptions(List<String> others) {
        return new JvmLaunch(
                mainClass, classPath, log, ready, readyTimeout, heap, others, systemProperties, environment, arguments);
    }

    /** With other system properties. */
    public JvmLaunch withSystemProperties(Map<String, String> others) {
        return new JvmLaunch(
                mainClass, classPath, log, ready, readyTimeout, heap, jvmOptions, others, environment, arguments);
    }

    /** With other environment variables beside the parent's own. */
    public JvmLaunch withEnvironment(Map<String, String> others) {
        return new JvmLaunch(
                mainClass, classPath, log, ready, readyTimeout, heap, jvmOptions, systemProperties, others, arguments);
    }

    /** With another time until ready. */
    public JvmLaunch withReadyTimeout(Duration other) {
        return new JvmLaunch(
                mainClass, classPath, log, ready, other, heap, jvmOptions, systemProperties, environment, arguments);
    }

    /** The command, with the java that runs this JVM. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(jvmOptions);
        new TreeMap<>(systemProperties).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(classPath);
        command.add(ChildMain.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
