package dev.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.broker.BrokerProcess;
import dev.weir.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir up} and {@code weir recommend} over the same flows: real broker, real Flink, real RocksDB, equal bytes. */
class UpIT {
    @TempDir
    Path folder;

    @Test
    void ownRecordingThroughKafkaAndFlinkGivesTheBytesOfTheOfflineRun() throws IOException {
        Path up = folder.resolve("up");
        Path offline = folder.resolve("offline");

        int upCode = Weir.run("up", "--out", up.toString());
        int offlineCode = Weir.run(
                "recommend",
                Recording.lab("flows.pmacct.jsonl").toString(),
                "--inventory",
                Recording.lab("inventory.yaml").toString(),
                "--cluster",
                "lab",
                "--out",
                offline.toString());

        assertThat(upCode).isZero();
        assertThat(offlineCode).isZero();
        assertThat(Folder.policies(up)).isNotEmpty().isEqualTo(Folder.policies(offline));
        assertAccountedFor(up);
        assertAccountedFor(offline);
    }

    @Test
    void bookinfoGivesTheSameBytesInAnyOrderSplitAndParallelism() throws IOException {
        Optional<Path> capture = Recording.shared("samples/hubble/hubble-otel-basic-sample-400-tcp-flows.jsonl");
        assumeTrue(capture.isPresent(), "the Bookinfo capture is not beside this checkout");
        List<String> lines = Files.readAllLines(capture.get());
        Path offline = folder.resolve("offline");
        assertThat(Weir.run("recommend", capture.get().toString(), "--out", offline.toString()))
                .isZero();

        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(1));
        List<String> doubled = new ArrayList<>(lines);
        doubled.addAll(lines);
        Path first = write("first.jsonl", doubled.subList(0, 300));
        Path second = write("second.jsonl", doubled.subList(300, 800));

        assertSame(offline, "1", capture.get());
        assertSame(offline, "2", write("shuffled.jsonl", shuffled));
        assertSame(offline, "2", first, second); // every line twice, and in two files
    }

    @Test
    void whatIsNoRecordStopsNothingAndIsFoundAgainOnTheDeadLetterTopic() throws Exception {
        List<String> good = Files.readAllLines(Recording.lab("synthetic/flows.hubble.jsonl"));
        Path clean = write("clean.jsonl", good);
        Path spoilt = folder.resolve("spoilt.jsonl");
        List<byte[]> bad = BadRecords.all(good.get(0));
        byte[] newline = {'\n'};
        try (var out = Files.newOutputStream(spoilt)) {
            for (int i = 0; i < good.size(); i++) {
                out.write(good.get(i).getBytes(StandardCharsets.UTF_8));
                out.write(newline);
                if (i < bad.size()) {
                    out.write(bad.get(i));
                    out.write(newline);
                }
            }
        }

        Path expected = folder.resolve("expected");
        Path up = folder.resolve("up");
        Path data = folder.resolve("data");
        assertThat(Weir.run("recommend", clean.toString(), "--out", expected.toString()))
                .isZero();
        assertThat(Weir.run(
                        "up",
                        "--replay",
                        spoilt.toString(),
                        "--format",
                        "hubble-json",
                        "--out",
                        up.toString(),
                        "--data",
                        data.toString()))
                .isZero();

        assertThat(Folder.policies(up)).isNotEmpty().isEqualTo(Folder.policies(expected));
        try (BrokerProcess broker = BrokerProcess.start(data.resolve("broker"))) {
            List<ConsumerRecord<byte[], byte[]>> letters =
                    LatestValues.records(broker.bootstrapServers(), Topics.DEAD_LETTER.name());
            assertThat(letters.stream().map(ConsumerRecord::value)).containsAll(bad);
            assertThat(letters).allSatisfy(letter -> assertThat(
                            letter.headers().lastHeader("weir-reason").value())
                    .isNotEmpty());
            topicOfABrokerThatIsThereGivesTheSame(broker.bootstrapServers(), expected);
            kcatReadsValidRecommendations(broker.bootstrapServers());
        }
    }

    private void topicOfABrokerThatIsThereGivesTheSame(String kafka, Path expected) throws IOException {
        Path out = folder.resolve("from-topic");
        assertThat(Weir.run(
                        "up", "--kafka", kafka, "--topic", "hubble-json-flows=hubble-json", "--out", out.toString()))
                .isZero();
        assertThat(Folder.policies(out)).isEqualTo(Folder.policies(expected));
    }

    /** kcat is Debian's package of a client that nobody here wrote. */
    private static void kcatReadsValidRecommendations(String kafka) throws Exception {
        assumeTrue(isInstalled("kcat"), "kcat is not installed");
        Process kcat = new ProcessBuilder(
                        "kcat", "-C", "-e", "-q", "-b", kafka, "-t", Topics.RECOMMENDATIONS.name(), "-f", "%s\n")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> values = new String(kcat.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(kcat.waitFor()).isZero();
        assertThat(values).isNotEmpty().allSatisfy(value -> assertThat(PublishedSchema.problems(value))
                .isEmpty());
    }

    private static boolean isInstalled(String command) {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private void assertSame(Path expected, String parallelism, Path... flows) throws IOException {
        Path out = folder.resolve("up-" + flows[0].getFileName() + "-" + parallelism);
        List<String> arguments = new ArrayList<>(List.of("up", "--out", out.toString(), "--parallelism", parallelism));
        arguments.add("--replay");
        for (Path file : flows) {
            arguments.add(file.toString());
        }
        assertThat(Weir.run(arguments.toArray(String[]::new))).isZero();
        assertThat(Folder.policies(out)).isNotEmpty().isEqualTo(Folder.policies(expected));
    }

    private static void assertAccountedFor(Path out) throws IOException {
        assertThat(Files.readString(out.resolve("report.md"))).contains("Every record that was read is accounted for.");
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }
}
