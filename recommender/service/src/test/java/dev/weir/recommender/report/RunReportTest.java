package dev.weir.recommender.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.recommender.out.PolicyFile;
import dev.weir.recommender.view.Published;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RunReportTest {
    @Test
    void reportSaysThatEveryRecordIsAccountedFor() {
        assertThat(report(numbers(24)).text().markdown()).contains("Every record that was read is accounted for.");
    }

    @Test
    void reportSaysHowManyRecordsAreMissing() {
        RunReport report = report(numbers(30));

        assertThat(report.text().markdown()).contains("**6 records that were read are not accounted for.**");
        assertThat(report.text().json()).contains("\"unaccounted\" : 6");
    }

    @Test
    void reportSaysHowManyRecordsAreTooMany() {
        assertThat(report(numbers(20)).text().markdown())
                .contains("**4 more records are accounted for than were read.**");
    }

    @Test
    void textFromOutsideIsNoMarkup() {
        assertThat(report(numbers(24)).text().markdown()).contains("a \\| \\<b\\> c");
    }

    @Test
    void workloadWithoutPolicyIsListedWithTheReason() {
        RunReport report = report(numbers(24));

        assertThat(report.policies()).isEmpty();
        assertThat(report.text().markdown())
                .contains("## Workloads without a policy")
                .contains("| prod | shop/Deployment/web | not selectable | 1 |");
    }

    @Test
    void documentsOfOnePolicyAreFilesAndDefaultDenyComesLast() {
        Published web = published("web", "kind: A\n---\nkind: B\n", "kind: Deny\n", 1);
        Published late = published("late", "", "kind: Deny\n", 1);

        List<PolicyFile> files = report(late, web).policies();

        assertThat(files)
                .containsExactly(
                        new PolicyFile("prod", "shop", "web", "kind: A\n"),
                        new PolicyFile("prod", "shop", "web.part2", "kind: B\n"),
                        new PolicyFile("prod", "shop", "late", PolicyFile.Step.DEFAULT_DENY, "kind: Deny\n"),
                        new PolicyFile("prod", "shop", "web", PolicyFile.Step.DEFAULT_DENY, "kind: Deny\n"));
    }

    @Test
    void workloadsThatNobodySawAreListed() {
        RunReport report = report(published("quiet", "kind: A\n", "", 0), published("web", "kind: A\n", "", 1));

        assertThat(report.text().markdown())
                .contains("## Workloads without traffic")
                .contains("- prod shop/Deployment/quiet\n")
                .doesNotContain("- prod shop/Deployment/web");
        assertThat(report.text().json()).containsOnlyOnce("\"withoutTraffic\" : true");
    }

    private static RunReport report(Published... workloads) {
        return new RunReport(
                new TreeMap<>(Map.of("prod", numbers(24))),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(workloads),
                new TreeMap<>());
    }

    private static Published published(String name, String yaml, String deny, int edges) {
        return new Published(
                "prod",
                "shop",
                "Deployment",
                name,
                "READY",
                Optional.of(yaml).filter(it -> !it.isEmpty()),
                Optional.of(deny).filter(it -> !it.isEmpty()),
                0,
                0,
                edges,
                edges,
                0,
                List.of(),
                1);
    }

    private static RunReport report(Numbers numbers) {
        Published workload = new Published(
                "prod",
                "shop",
                "Deployment",
                "web",
                "NOT_SELECTABLE",
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                3,
                0,
                1,
                List.of("a | <b>\nc"),
                1);
        return new RunReport(
                new TreeMap<>(Map.of("prod", numbers)),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(workload),
                new TreeMap<>());
    }

    private static Numbers numbers(long read) {
        return new Numbers(
                read,
                10,
                3,
                1,
                1,
                2,
                new TreeMap<>(Map.of("UNANSWERED", 1L)),
                new TreeMap<>(Map.of("icmp-error", 8L)),
                new TreeMap<>(Map.of("unknown-address", 3L)),
                new TreeMap<>(),
                new TreeMap<>());
    }
}
