package dev.weir.recommender.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.schemas.Topics;
import dev.weir.v1.TallyKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A crash at any moment of any write. What the process had given to the operating system when it died is simulated by a
 * copy of the open store whose write-ahead log is cut off at any byte.
 */
final class CrashProperties {
    @Property(tries = 40)
    void viewAfterACrashAndAnotherReadEqualsThatOfAnUndisturbedRun(
            @ForAll("records") List<ProducerRecord<byte[], byte[]>> records,
            @ForAll @IntRange(min = 1, max = 5) int batchSize,
            @ForAll @IntRange(min = 0, max = 20) int batchesBeforeTheCrash,
            @ForAll @IntRange(min = 0, max = 2_000) int bytesLost)
            throws IOException {
        Path folder = Files.createTempDirectory("weir-crash-");
        try {
            TestingTopics topics = new TestingTopics(records);
            Path crashed = folder.resolve("crashed");
            try (ViewStore store = ViewStore.open(folder.resolve("running"))) {
                topics.readInto(store, batchSize, batchesBeforeTheCrash);
                copy(folder.resolve("running"), crashed);
            }
            cutNewestLog(crashed, bytesLost);

            SortedMap<String, String> recovered = readAll(topics, crashed, 3);

            assertThat(recovered).isEqualTo(readAll(topics, folder.resolve("undisturbed"), 7));
        } finally {
            delete(folder);
        }
    }

    @Provide
    Arbitrary<List<ProducerRecord<byte[], byte[]>>> records() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "c");
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 4);
        return Arbitraries.oneOf(
                        name.flatMap(one -> few.map(count -> Samples.accepted(one, "db", 80, count))),
                        name.map(one -> Samples.edgeGone(one, "db", 80)),
                        name.flatMap(one -> few.map(
                                generation -> Samples.recommendation(one, generation, "generation: " + generation))),
                        name.map(Samples::withdrawn),
                        few.map(count -> Samples.tally(TallyKind.READ, "", count)),
                        few.map(offset -> Samples.deadLetter(offset, "not JSON")),
                        name.map(Samples::namespace),
                        Arbitraries.just(Samples.garbage(Topics.RECOMMENDATIONS.name())))
                .list()
                .ofMaxSize(40);
    }

    private static SortedMap<String, String> readAll(TestingTopics topics, Path place, int batchSize) {
        try (ViewStore store = ViewStore.open(place)) {
            topics.readInto(store, batchSize, Integer.MAX_VALUE);
            return Dump.of(store);
        }
    }

    private static void cutNewestLog(Path store, int bytes) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            Path log = files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.truncate(Math.max(0, channel.size() - bytes));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> !file.endsWith("LOCK")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
