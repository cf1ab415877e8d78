package dev.weir.traffic.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Flows;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import org.junit.jupiter.api.Test;

class EdgeChangeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final ObservedEdge edge = edge(Flows.NOON_NS, "shop/web-1", true);

    @Test
    void newEdgeReachesThePolicy() {
        assertThat(EdgeChange.reachesPolicy(null, edge)).isTrue();
    }

    @Test
    void oneMoreRecordOfTheSameDayDoesNot() {
        ObservedEdge later = EdgeReducer.reduce(edge, edge(Flows.NOON_NS + SECOND, "shop/web-1", true));

        assertThat(later).isNotEqualTo(edge);
        assertThat(EdgeChange.reachesPolicy(edge, later)).isFalse();
    }

    @Test
    void anotherDayAnotherPodAndAnAnswerDo() {
        ObservedEdge attempt = edge(Flows.NOON_NS, "shop/web-1", false);

        assertThat(EdgeChange.reachesPolicy(
                        edge, EdgeReducer.reduce(edge, edge(Flows.NOON_NS + DAY, "shop/web-1", true))))
                .isTrue();
        assertThat(EdgeChange.reachesPolicy(edge, EdgeReducer.reduce(edge, edge(Flows.NOON_NS, "shop/web-2", true))))
                .isTrue();
        assertThat(EdgeChange.reachesPolicy(attempt, EdgeReducer.reduce(attempt, edge)))
                .isTrue();
    }

    private static ObservedEdge edge(long timeNs, String pod, boolean answered) {
        Evidence evidence = new Evidence();
        evidence.seen(Evidence.Side.CLIENT, timeNs);
        evidence.clientPod(pod);
        if (answered) {
            evidence.answered();
        }
        return EdgeReducer.reduce(
                null,
                ObservedEdge.newBuilder()
                        .setKey(EdgeKey.newBuilder().setIpProtocol(6).setPort(80))
                        .setEvidence(evidence.toProto())
                        .build());
    }
}
