package dev.weir.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.recommend.TestingFlows;
import dev.weir.policy.replay.ReplayReport;
import dev.weir.v1.Entity;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import dev.weir.v1.ReplayVerdict;
import dev.weir.v1.RuleEvidence;
import dev.weir.v1.Surplus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunReportTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");
    private static final Entity JOB = TestingFlows.workload("shop", "Job", "once");
    private static final Recommendation PROPOSED = Recommendation.newBuilder()
            .setSubject(WEB)
            .setStatus(RecommendationStatus.READY)
            .setPolicyName("weir-web")
            .setYaml("kind: NetworkPolicy\n")
            .addRules(RuleEvidence.getDefaultInstance())
            .setSurplus(Surplus.newBuilder().setEgressTriples(2).addExplained("TCP 53 to <dns> | pods."))
            .build();
    private static final Recommendation FAILED = Recommendation.newBuilder()
            .setSubject(JOB)
            .setStatus(RecommendationStatus.FAILED_REPLAY)
            .setReplay(ReplayVerdict.newBuilder()
                    .setAcceptedEdges(3)
                    .addDenied(TestingFlows.edge(JOB, WEB, dev.weir.policy.model.Protocol.TCP, 80)
                            .getKey()))
            .addWarnings("No rule can name it.")
            .build();

    @Test
    void markdownTellsEverythingThatBecameOfTheRecords() {
        assertThat(MarkdownReport.write(report(5, false))).isEqualTo("""
                # Recommended network policies

                **1 of 5 accepted edges would be closed.** Do not apply this set.

                No inventory was given: workloads are those that the flows' own labels tell of. Pods that were silent \
                are not known, so a selector may match more than is counted here.

                Exporters lost 9 events: edges may be missing.

                ## Records

                | records | number |
                | --- | ---: |
                | read | 100 |
                | no evidence: reply | 3 |
                | not readable: not\\_json | 2 |

                ## Edges

                | edges | number |
                | --- | ---: |
                | accepted | 5 |
                | held | 1 |
                | held: DENIED | 1 |
                | held: UNANSWERED | 1 |

                ## Policies

                Surplus is what a policy allows beyond what was observed, in pod x peer x port triples.

                | namespace | policy | for | rules | surplus |
                | --- | --- | --- | ---: | ---: |
                | shop | weir-web | Deployment/web | 1 | 2 |

                shop/weir-web also allows:

                - TCP 53 to \\<dns\\> \\| pods.

                ## Workloads without a policy

                | namespace | workload | status | why |
                | --- | --- | --- | --- |
                | shop | Job/once | FAILED\\_REPLAY | 1 of 3 accepted edges would be closed. No rule can name it. |
                """);
    }

    @Test
    void aSetThatAdmitsEverythingSaysSo() {
        assertThat(MarkdownReport.write(report(4, true)))
                .contains("All 4 accepted edges pass under these policies.")
                .doesNotContain("No inventory");
    }

    @Test
    void jsonHoldsTheSameNumbers() {
        assertThat(JsonReport.write(report(5, true)))
                .isEqualTo(
                        "{\"flows\":{\"read\":100,\"noEvidence\":{\"reply\":3},\"dead\":{\"not_json\":2},\"lost\":9},"
                                + "\"edges\":{\"accepted\":5,\"quarantined\":1,\"byReason\":{\"DENIED\":1,\"UNANSWERED\":1}},"
                                + "\"policies\":[{\"namespace\":\"shop\",\"name\":\"weir-web\",\"subject\":\"Deployment/web\","
                                + "\"rules\":1,\"surplus\":2,\"causes\":[\"TCP 53 to <dns> | pods.\"]}],"
                                + "\"withoutPolicy\":[{\"namespace\":\"shop\",\"subject\":\"Job/once\","
                                + "\"status\":\"FAILED_REPLAY\","
                                + "\"why\":\"1 of 3 accepted edges would be closed. No rule can name it.\"}],"
                                + "\"replay\":{\"edges\":5,\"admitted\":4},\"inventoryGiven\":true}");
    }

    private static RunReport report(long edges, boolean inventoryGiven) {
        return RunReport.of(
                new RunReport.Flows(100, Map.of("reply", 3L), Map.of("not_json", 2L), 9),
                new RunReport.Edges(5, 1, Map.of("UNANSWERED", 1L, "DENIED", 1L)),
                List.of(FAILED, PROPOSED),
                new ReplayReport(edges, 4, List.of(), List.of()),
                inventoryGiven);
    }
}
