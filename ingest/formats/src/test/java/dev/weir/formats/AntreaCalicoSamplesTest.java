package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Antrea's fixture of CSV rows and Calico's documentation records. */
class AntreaCalicoSamplesTest {

    @Test
    void rowsOfBothFamiliesAreTheSameConnection() {
        Decoded decoded = Decoded.from(Format.ANTREA_JSON, Samples.bytes("antrea/flow-aggregator-s3-rows-fixture.csv"));

        assertThat(decoded.bad()).isEmpty();
        assertThat(decoded.flows()).hasSize(2).allSatisfy(AntreaCalicoSamplesTest::isTheFixture);
        assertThat(decoded.flows().get(0).getObservation().getSource().getIp().size())
                .isEqualTo(4);
        assertThat(decoded.flows().get(1).getObservation().getSource().getIp().size())
                .isEqualTo(16);
    }

    /** The values of its GetTestFlowRecord. */
    private static void isTheFixture(FlowEvent event) {
        Observation seen = event.getObservation();
        assertThat(seen.getSource().getPodName()).isEqualTo("perftest-a");
        assertThat(seen.getDestination().getNamespace()).isEqualTo("antrea-test-b");
        assertThat(seen.getDestination().getPort()).isEqualTo(5201);
        assertThat(seen.getDestination().getService().getPort()).isEqualTo(5202);
        assertThat(seen.getDestination().getLabelsMap()).isEqualTo(Map.of("antrea-e2e", "perftest-b", "app", "iperf"));
        assertThat(seen.getPackets()).isEqualTo(241333);
        assertThat(seen.getReverseBytes()).isEqualTo(7083284);
        assertThat(seen.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(seen.getVantage()).isEqualTo(Vantage.VANTAGE_BOTH);
        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
        assertThat(seen.getVerdictSide()).isEqualTo(VerdictSide.SIDE_INGRESS);
    }

    @Test
    void whatStagedPoliciesWouldDenyIsNotYetAllowed() {
        Observation seen = calico("no-aggregation-example").getObservation();

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_WOULD_DENY);
        assertThat(seen.getPoliciesList())
                .hasSize(3)
                .filteredOn(hit -> hit.getStaged())
                .hasSize(1);
        assertThat(seen.getMaskedList()).isEmpty();
        assertThat(seen.getSource().getPodName()).isEqualTo("access-6b687c8dcb-zn5s2");
        assertThat(seen.getReverseBytes()).isEqualTo(1113);
    }

    @Test
    void aRecordOfThePodsHostAsWellIsTheDestinations() {
        Observation seen = calico("fwd-dst-example").getObservation();

        assertThat(seen.getVantage()).isEqualTo(Vantage.VANTAGE_DESTINATION_NODE);
        assertThat(seen.getMaskedList()).containsExactly(MaskedField.MASKED_SOURCE_PORT);
        assertThat(seen.getPolicies(0).getMatchType()).isEqualTo(4);
    }

    @Test
    void aRecordInTransitIsOfNeitherEnd() {
        Observation seen = calico("fwd-external-example").getObservation();

        assertThat(seen.getVantage()).isEqualTo(Vantage.VANTAGE_TRANSIT);
        assertThat(seen.getSource().getCidrHint()).isEqualTo("pub");
    }

    @Test
    void aCommaTooManyIsNoJson() {
        Decoded decoded = Decoded.from(
                Format.CALICO_ENTERPRISE, Samples.bytes("calico/tigera-docs-no-aggregation-example.json.txt"));

        assertThat(decoded.onlyBad().reason()).isEqualTo(Reason.NOT_JSON);
    }

    /** One example has a comma too many, which a program would not write. */
    static String corrected(byte[] example) {
        return new String(example, StandardCharsets.UTF_8).replaceAll(",(\\s*])", "$1");
    }

    private static FlowEvent calico(String example) {
        byte[] text = Samples.bytes("calico/tigera-docs-" + example + ".json.txt");
        return Decoded.from(Format.CALICO_ENTERPRISE, corrected(text)).only();
    }
}
