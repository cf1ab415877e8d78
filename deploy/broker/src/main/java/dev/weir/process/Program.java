package dev.weir.process;

import java.util.List;

/** A process of Weir that runs in a JVM of its own. */
public enum Program {
    /** The Kafka broker. */
    BROKER("deploy/broker", List.of("schemas")),
    /** The Flink job with a Flink cluster around it. */
    JOB("stream-job/job", List.of("schemas", "ingest/formats", "stream-job/traffic", "recommender/policy")),
    /** The service that serves views and pull requests. */
    RECOMMENDER("recommender/service", List.of("schemas", "recommender/policy"));

    private final String module;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> libraries;

    Program(String module, List<String> libraries) {
        this.module = module;
        this.libraries = libraries;
    }

    /** Folder of the program's module below the repository's root. */
    String module() {
        return module;
    }

    /** Folders of Weir's own modules that the program is built on. */
    List<String> libraries() {
        return libraries;
    }
}
