package dev.weir.recommender.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyFolderTest {
    private static final ReportText REPORT = new ReportText("# Report\n", "{}\n");
    private static final PolicyFile WEB = new PolicyFile("prod", "shop", "web", "kind: NetworkPolicy\n");
    private static final PolicyFile DB = new PolicyFile("prod", "data", "db", "kind: NetworkPolicy # db\n");

    @TempDir
    Path temporary;

    private Path out = Path.of("");

    @BeforeEach
    void placeFolder() {
        out = temporary.resolve("out");
    }

    @Test
    void folderHoldsEveryPolicyTheReportAndTheListOfFiles() throws IOException {
        Written written = PolicyFolder.open(out).write(List.of(WEB, DB), REPORT);

        assertThat(written).isEqualTo(new Written(2, 4, 0, List.of()));
        assertThat(contents())
                .isEqualTo(Map.of(
                        "prod/shop/web.yaml", WEB.yaml(),
                        "prod/data/db.yaml", DB.yaml(),
                        "report.md", "# Report\n",
                        "report.json", "{}\n",
                        ".weir-files", "prod/data/db.yaml\nprod/shop/web.yaml\n"));
    }

    @Test
    void defaultDenyHasAFolderOfItsOwnAndGoesWhenItIsWithdrawn() throws IOException {
        PolicyFile deny =
                new PolicyFile("prod", "shop", "web", PolicyFile.Step.DEFAULT_DENY, "kind: NetworkPolicy # deny\n");
        PolicyFolder.open(out).write(List.of(WEB, deny), REPORT);

        assertThat(out.resolve("prod/shop/web.yaml")).hasContent(WEB.yaml());
        assertThat(out.resolve("prod/shop.default-deny/web.yaml")).hasContent(deny.yaml());
        assertThat(PolicyFolder.open(out).write(List.of(WEB), REPORT).removed()).isEqualTo(1);
        assertThat(out.resolve("prod/shop.default-deny")).doesNotExist();
    }

    @Test
    void unchangedFileKeepsItsTimeStamp() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);
        folder.write(List.of(WEB, DB), REPORT);
        Path file = out.resolve("prod/shop/web.yaml");
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file, longAgo);

        Written written = folder.write(List.of(WEB, new PolicyFile("prod", "data", "db", "kind: Other\n")), REPORT);

        assertThat(written.changed()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    }

    @Test
    void withdrawnPolicyGoesWithItsEmptyFolderAlsoAfterARestart() throws IOException {
        PolicyFolder.open(out).write(List.of(WEB, DB), REPORT);

        Written written = PolicyFolder.open(out).write(List.of(WEB), REPORT);

        assertThat(written.removed()).isEqualTo(1);
        assertThat(out.resolve("prod/data")).doesNotExist();
        assertThat(out.resolve("prod/shop/web.yaml")).exists();
    }

    @Test
    void fileOfSomebodyElseStays() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);
        folder.write(List.of(WEB), REPORT);
        Path theirs = out.resolve("prod/shop/mine.yaml");
        Files.writeString(theirs, "kind: Mine\n");

        folder.write(List.of(), REPORT);

        assertThat(theirs).hasContent("kind: Mine");
        assertThat(out.resolve("prod/shop/web.yaml")).doesNotExist();
    }

    @Test
    void editedListRemovesNothingOutsideTheFolder() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);
        Path outside = Files.writeString(temporary.resolve("precious.yaml"), "keep\n");
        Files.writeString(out.resolve(".weir-files"), "../precious.yaml\n../../precious.yaml\nprod/../precious.yaml\n");

        Written written = folder.write(List.of(), REPORT);

        assertThat(written.removed()).isZero();
        assertThat(outside).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "..,shop,web",
        "prod,..,web",
        "prod,shop,..",
        "prod,shop/evil,web",
        "prod,shop,a/b",
        "Prod,shop,web",
        "'',shop,web",
        "prod,.git,web",
        "prod,shop.eu,web",
        "report.md,shop,web",
        "prod,shop,-web",
    })
    void nameThatIsNoDnsNameIsRefusedAndTheOthersAreWritten(String cluster, String namespace, String workload)
            throws IOException {
        Written written = PolicyFolder.open(out)
                .write(List.of(new PolicyFile(cluster, namespace, workload, "kind: Evil\n"), WEB), REPORT);

        assertThat(written.policies()).isEqualTo(1);
        assertThat(written.refused()).singleElement().satisfies(refusal -> assertThat(refusal.reason())
                .containsAnyOf("DNS-1123", "report"));
        assertThat(contents()).containsOnlyKeys("prod/shop/web.yaml", "report.md", "report.json", ".weir-files");
    }

    @Test
    void placeBehindALinkIsRefused() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.createDirectory(out.resolve("prod"));
        Files.createSymbolicLink(out.resolve("prod/shop"), outside);

        Written written = folder.write(List.of(WEB, DB), REPORT);

        assertThat(written.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.path()).isEqualTo("prod/shop/web.yaml");
            assertThat(refusal.reason()).contains("is a symbolic link");
        });
        assertThat(outside).isEmptyDirectory();
        assertThat(out.resolve("prod/data/db.yaml")).exists();
    }

    @Test
    void fileThatBecameALinkIsNeitherFollowedNorRemoved() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);
        folder.write(List.of(WEB), REPORT);
        Path outside = Files.writeString(temporary.resolve("outside.yaml"), "keep\n");
        Files.delete(out.resolve("prod/shop/web.yaml"));
        Files.createSymbolicLink(out.resolve("prod/shop/web.yaml"), outside);

        folder.write(List.of(WEB), REPORT);
        folder.write(List.of(), REPORT);

        assertThat(outside).hasContent("keep");
    }

    @Test
    void reportThatIsALinkStopsTheWrite() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);
        Path outside = Files.writeString(temporary.resolve("outside.md"), "keep\n");
        Files.createSymbolicLink(out.resolve("report.md"), outside);

        assertThatThrownBy(() -> folder.write(List.of(WEB), REPORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("symbolic link");
        assertThat(outside).hasContent("keep");
    }

    @Test
    void policiesOfOneNameShareTheFileInAnOrderOfTheirOwn() throws IOException {
        PolicyFile other = new PolicyFile("prod", "shop", "web", "kind: Another\n");
        PolicyFolder folder = PolicyFolder.open(out);

        folder.write(List.of(WEB, other), REPORT);
        String first = Files.readString(out.resolve("prod/shop/web.yaml"));
        folder.write(List.of(other, WEB), REPORT);

        assertThat(first).isEqualTo("---\nkind: Another\n---\nkind: NetworkPolicy\n");
        assertThat(out.resolve("prod/shop/web.yaml")).hasContent(first);
    }

    @Test
    void markTellsOffsetsPoliciesAndTime() throws IOException {
        PolicyFolder folder = PolicyFolder.open(out);

        folder.mark(new ViewMark(
                new TreeMap<>(Map.of("weir.edges-1", 7L, "weir.edges-0", 123L)),
                4,
                Instant.parse("2026-01-02T03:04:05Z")));

        assertThat(out.resolve(".weir-view.json")).content().isEqualToIgnoringWhitespace("""
                {"offsets": {"weir.edges-0": 123, "weir.edges-1": 7}, "policies": 4, "written": "2026-01-02T03:04:05Z"}
                """);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(out.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
