package dev.weir.recommender;

import static dev.weir.recommender.view.Samples.accepted;
import static dev.weir.recommender.view.Samples.recommendation;
import static dev.weir.recommender.view.Samples.story;
import static dev.weir.recommender.view.Samples.tally;
import static dev.weir.recommender.view.Samples.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.process.ProcessLibrary;
import dev.weir.process.Program;
import dev.weir.v1.TallyKind;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The process on a real broker, stopped and killed as an operating system would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecommenderProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingCluster cluster;

    @BeforeAll
    void startCluster() {
        cluster = new TestingCluster();
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void makeTopicsAnew() throws Exception {
        cluster.makeTopicsAnew();
    }

    @Test
    void folderFollowsTheTopicsUntilTheProcessIsStopped() throws Exception {
        cluster.send(story());
        try (TestingRecommender recommender = TestingRecommender.start(cluster.broker(), folder)) {
            recommender.awaitReflected(cluster.ends());
            assertThat(recommender.files())
                    .containsOnlyKeys("prod/shop/web.yaml", "report.md", "report.json", ".weir-files")
                    .containsEntry("prod/shop/web.yaml", "kind: NetworkPolicy\nname: web-2\n");
            assertThat(recommender.files().get("report.md"))
                    .contains("Every record that was read is accounted for.")
                    .contains("| shop/Deployment/cron | learning |");

            cluster.send(List.of(withdrawn("web"), tally(TallyKind.READ, "", 26)));
            cluster.sendAndAbort(List.of(recommendation("never", 1, "kind: Never\n")));
            recommender.awaitReflected(cluster.ends());

            assertThat(recommender.files()).containsOnlyKeys("report.md", "report.json", ".weir-files");
            assertThat(recommender.files().get("report.md"))
                    .contains("**1 records that were read are not accounted for.**");
            assertThat(recommender.stop()).isZero();
        }
    }

    @Test
    void killedProcessLeavesTheSameFolderAsAnUndisturbedOne() throws Exception {
        Map<String, String> disturbed;
        try (TestingRecommender recommender = TestingRecommender.start(cluster.broker(), folder.resolve("killed"))) {
            for (int round = 0; round < 3; round++) {
                sendMany(round);
                // Not awaited: the process is somewhere between the first record and the last file.
                Thread.sleep(150L * round);
                recommender.killAndRestart();
            }
            recommender.awaitReflected(cluster.ends());
            disturbed = recommender.files();
        }

        try (TestingRecommender undisturbed = TestingRecommender.start(cluster.broker(), folder.resolve("fresh"))) {
            undisturbed.awaitReflected(cluster.ends());

            assertThat(disturbed).isEqualTo(undisturbed.files());
            assertThat(disturbed).hasSizeGreaterThan(100);
        }
    }

    @Test
    void viewOfTopicsThatWereMadeAnewIsBuiltAnew() throws Exception {
        cluster.send(story());
        try (TestingRecommender recommender = TestingRecommender.start(cluster.broker(), folder)) {
            recommender.awaitReflected(cluster.ends());
        }
        cluster.makeTopicsAnew();
        cluster.send(List.of(recommendation("db", 1, "kind: NetworkPolicy\n")));

        try (TestingRecommender recommender = TestingRecommender.start(cluster.broker(), folder)) {
            recommender.awaitReflected(cluster.ends());

            assertThat(recommender.files())
                    .containsOnlyKeys("prod/shop/db.yaml", "report.md", "report.json", ".weir-files");
            assertThat(recommender.log()).contains("was made anew");
        }
    }

    @Test
    void processEndsWithItsInputWhenItIsAskedTo() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ProcessLibrary.ofThisJvm().classPath(Program.RECOMMENDER),
                        RecommenderMain.class.getName(),
                        "--stop-at-end-of-input",
                        "--bootstrap=" + cluster.broker().bootstrapServers(),
                        "--data=" + folder.resolve("view"),
                        "--out=" + folder.resolve("out"))
                .redirectError(folder.resolve("recommender.log").toFile())
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo(RecommenderMain.READY);

            process.getOutputStream().close();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(folder.resolve("out/report.md")).exists();
            assertThat(folder.resolve("recommender.log")).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    private void sendMany(int round) {
        int transactions = 10;
        for (int transaction = 0; transaction < transactions; transaction++) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String name = "w" + (transaction * 50 + i);
                records.add(accepted(name, "db", 5432, round + 1));
                records.add(recommendation(name, round + 1, "kind: NetworkPolicy\nround: " + round + "\n"));
                if (i % 3 == round) {
                    records.add(withdrawn(name));
                }
            }
            records.add(tally(TallyKind.READ, "", 500L * (round + 1)));
            cluster.send(records);
        }
    }
}
