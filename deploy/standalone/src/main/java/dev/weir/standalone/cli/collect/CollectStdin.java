package dev.weir.standalone.cli.collect;

import dev.weir.collector.file.StandardInput;
import dev.weir.formats.Format;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir collect stdin}. */
@Command(
        name = "stdin",
        mixinStandardHelpOptions = true,
        description = {
            "Reads flow records from standard input, one a line, to its end. When Kafka does not keep up, the writer waits:",
            "hubble observe -f -o jsonpb | weir collect stdin --format hubble-json --bootstrap kafka:9092"
        })
final class CollectStdin implements Callable<Integer> {
    @Mixin
    Collecting collecting = new Collecting();

    @Mixin
    FormatOption format = new FormatOption();

    @Override
    public Integer call() throws Exception {
        Format known = format.format();
        return collecting.run(metrics -> new StandardInput(System.in, known));
    }
}
