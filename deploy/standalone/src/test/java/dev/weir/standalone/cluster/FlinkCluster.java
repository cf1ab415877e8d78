package dev.weir.standalone.cluster;

import dev.weir.process.ChildJvm;
import dev.weir.process.FreePort;
import dev.weir.process.JvmLaunch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/** A Flink cluster as it stands in production: a JobManager and TaskManagers, each a process of its own. */
final class FlinkCluster implements AutoCloseable {

    private final Path folder;
    private final String classPath;
    private final int restPort = FreePort.pick();
    private final Deque<ChildJvm> taskManagers = new ArrayDeque<>();
    private ChildJvm jobManager;
    private int started;

    FlinkCluster(Path root, Path folder) throws IOException {
        this.folder = folder;
        String childSide = root.resolve("deploy/broker/target/classes").toString();
        this.classPath = root.resolve("deploy/flink/target/lib") + "/*:" + childSide;
        Files.createDirectories(folder.resolve("conf"));
        int rpcPort = FreePort.pick();
        Files.writeString(folder.resolve("conf/config.yaml"), """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                jobmanager.memory.process.size: 1024m
                jobmanager.bind-host: localhost
                taskmanager.bind-host: localhost
                taskmanager.host: localhost
                taskmanager.numberOfTaskSlots: 2
                taskmanager.memory.managed.size: 128m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.cpu.cores: 2
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                taskmanager.memory.task.heap.size: 512m
                taskmanager.memory.task.off-heap.size: 128m
                rest.address: localhost
                rest.port: %d
                rest.bind-address: localhost
                web.upload.dir: %s
                heartbeat.interval: 500
                heartbeat.timeout: 5000
                execution.checkpointing.interval: 500ms
                execution.checkpointing.storage: filesystem
                execution.checkpointing.dir: %s
                restart-strategy.type: fixed-delay
                restart-strategy.fixed-delay.attempts: 100
                restart-strategy.fixed-delay.delay: 200ms
                parallelism.default: 2
                """.formatted(
                        rpcPort,
                        restPort,
                        Files.createDirectories(folder.resolve("upload")),
                        folder.resolve("checkpoints").toUri()));
        this.jobManager = ChildJvm.start(launch(
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "jobmanager.log",
                "Rest endpoint listening|Web frontend listening"));
    }

    URI rest() {
        return URI.create("http://localhost:" + restPort);
    }

    void startTaskManager() {
        started++;
        taskManagers.push(ChildJvm.start(launch(
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "taskmanager-" + started + ".log",
                "Successful registration at resource manager")));
    }

    /** Ends the newest TaskManager as a crash would. */
    void killTaskManager() {
        taskManagers.pop().kill();
    }

    private JvmLaunch launch(String main, String log, String ready) {
        return JvmLaunch.of(main, classPath, folder.resolve(log), Pattern.compile(ready))
                .withHeap("640m")
                .withJvmOptions(JvmLaunch.FLINK_OPENS)
                .withReadyTimeout(Duration.ofSeconds(90))
                .withSystemProperties(Map.of("org.apache.logging.log4j.level", "INFO"))
                .withArguments("--configDir", folder.resolve("conf").toString());
    }

    String logs() {
        StringBuilder logs = new StringBuilder(jobManager.logTail());
        taskManagers.forEach(manager -> logs.append("\n---\n").append(manager.logTail()));
        return logs.toString();
    }

    @Override
    public void close() {
        taskManagers.forEach(ChildJvm::kill);
        jobManager.kill();
    }
}
