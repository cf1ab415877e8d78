package dev.weir.standalone.cli;

import dev.weir.process.ProcessLibrary;
import java.nio.file.Path;

/** Where the build puts the job's shaded jar. */
final class JobJar {
    private JobJar() {}

    static Path ofThisCheckout() {
        return ProcessLibrary.ofThisJvm().root().resolve("stream-job/job/target/weir-job.jar");
    }
}
