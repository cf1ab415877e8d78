package dev.weir.standalone.cli.collect;

import dev.weir.collector.file.FileSettings;
import dev.weir.collector.file.FileSource;
import dev.weir.formats.Format;
import dev.weir.standalone.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir collect files}. */
@Command(
        name = "files",
        mixinStandardHelpOptions = true,
        description = {
            "Follows files of flow records, one a line, through every rotation: renamed, copied and cut off,",
            "compressed, also while no collector ran. What was read is remembered in --state; a collector that is",
            "started again loses nothing, and after a kill repeats what came within the last five seconds."
        })
final class CollectFiles implements Callable<Integer> {
    @Mixin
    Collecting collecting = new Collecting();

    @Mixin
    FormatOption format = new FormatOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "As their writer names them; rotated files are found beside them. One that is not there yet "
                    + "is waited for.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the positions; keep it as long as the files.")
    Path state = Path.of("");

    @Option(names = "--once", description = "End at the end of the files instead of waiting for more.")
    boolean once;

    @Override
    public Integer call() throws Exception {
        Format known = format.format();
        if (Files.exists(state) && !Files.isDirectory(state)) {
            throw new BadInput("--state '" + state + "' is no folder");
        }
        files.stream().filter(Files::isDirectory).findFirst().ifPresent(folder -> {
            throw new BadInput("'" + folder + "' is a folder; name the files in it");
        });
        Optional<Path> missing =
                files.stream().filter(file -> once && !Files.isReadable(file)).findFirst();
        if (missing.isPresent()) {
            throw new BadInput("'" + missing.get() + "' cannot be read");
        }
        FileSettings settings = FileSettings.of(files, known, state, !once);
        return collecting.run(metrics -> new FileSource(settings, Clock.systemUTC()));
    }
}
