package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.publish.RecommendationJson;
import dev.weir.v1.Entity;
import dev.weir.v1.Recommendation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code scenarios} is a cluster with what was seen in it ({@code in.yaml}) and what is recommended for
 * it ({@code out}). {@code -Dupdate} writes the latter anew.
 */
final class ScenarioTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/weir/policy/scenarios");

    static List<String> scenarios() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioGivesWhatItsFolderShows(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        Scenario scenario = Scenario.parse(Files.readString(folder.resolve("in.yaml")));

        SortedMap<String, String> actual = recommend(scenario);

        if (System.getProperty("update") != null) {
            write(folder.resolve("out"), actual);
        }
        assertThat(actual).isEqualTo(read(folder.resolve("out")));
    }

    private static SortedMap<String, String> recommend(Scenario scenario) {
        SortedMap<String, String> files = new TreeMap<>();
        for (Entity subject : scenario.subjects()) {
            Recommendation result =
                    Recommender.recommend(subject, scenario.edgesOf(subject), scenario.landscape(), Options.defaults());
            String name = subject.getNamespace() + "." + subject.getWorkloadKind() + "." + subject.getName();
            files.put(name + ".json", new String(RecommendationJson.write(result), StandardCharsets.UTF_8) + "\n");
            if (!result.getYaml().isEmpty()) {
                files.put(name + ".yaml", result.getYaml());
            }
        }
        return files;
    }

    private static void write(Path folder, SortedMap<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (String stale : read(folder).keySet()) {
            Files.delete(folder.resolve(stale));
        }
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static SortedMap<String, String> read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
