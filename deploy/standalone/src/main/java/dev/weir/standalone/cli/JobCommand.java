package dev.weir.standalone.cli;

import dev.weir.standalone.BadInput;
import dev.weir.standalone.ExitCodes;
import dev.weir.standalone.up.FlinkRest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir job}: the Flink job on a cluster of yours. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        description = "The Flink job on a Flink cluster of yours.",
        subcommands = JobCommand.Submit.class)
public final class JobCommand {

    /** {@code weir job submit}. */
    @Command(
            name = "submit",
            mixinStandardHelpOptions = true,
            description = {
                "Uploads the job's jar to a Flink cluster and starts it, over the REST API.",
                "Where the cluster forbids uploads (web.submit.enable: false), use: flink run weir-job.jar ARGUMENTS"
            })
    static final class Submit implements Callable<Integer> {
        @Option(
                names = "--flink",
                paramLabel = "URL",
                defaultValue = "http://localhost:8081",
                description = "The JobManager's REST address. Default: ${DEFAULT-VALUE}.")
        URI flink = URI.create("http://localhost:8081");

        @Option(
                names = "--jar",
                paramLabel = "FILE",
                description = "The job's shaded jar. Default: the one that this checkout has built.")
        Path jar = Path.of("");

        @Option(names = "--parallelism", paramLabel = "N", defaultValue = "0", description = "Default: the cluster's.")
        int parallelism;

        @Option(
                names = "--savepoint",
                paramLabel = "PATH",
                defaultValue = "",
                description = "Start from this savepoint.")
        String savepoint = "";

        @Parameters(
                paramLabel = "ARGUMENT",
                description = "Arguments of the job after --, for example: -- --bootstrap kafka:9092 "
                        + "--source hubble-flows=hubble-json")
        List<String> arguments = List.of();

        @Override
        public Integer call() throws Exception {
            Path file = jar.toString().isEmpty() ? JobJar.ofThisCheckout() : jar;
            if (!Files.isRegularFile(file)) {
                throw new BadInput("'" + file + "' is no file; build it with ./mvnw -pl stream-job/job -am package");
            }
            FlinkRest rest = new FlinkRest(flink);
            String uploaded = rest.upload(file);
            String id = rest.run(uploaded, arguments, parallelism, savepoint);
            System.out.println(id);
            System.err.println("weir: job " + id + " runs at " + flink.resolve("/#/job/running/" + id));
            return ExitCodes.OK;
        }
    }
}
