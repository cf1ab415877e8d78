package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.DropClass;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs of clouds and of a cluster network's policies: each record is accounted for. */
class CloudSamplesTest {

    @Test
    void headerAndTwoLinesOfAwsAreRead() {
        Decoded decoded = Decoded.from(
                Format.AWS_VPC, Samples.bytes("aws-vpc-flow-logs/otel-contrib-valid_vpc_flow_log_multi.log"));

        assertThat(decoded.bad()).isEmpty();
        assertThat(decoded.flows()).hasSize(3);
        assertThat(decoded.flows().get(0).hasUnusable()).isTrue();
        assertThat(decoded.flows().subList(1, 3).stream().map(FlowEvent::getObservation))
                .extracting(Observation::getVerdict, Observation::getDropClass)
                .containsExactly(
                        tuple(Verdict.VERDICT_OBSERVED, DropClass.NOT_DROPPED),
                        tuple(Verdict.VERDICT_FAULT, DropClass.NON_POLICY));
    }

    @Test
    void customHeaderOfAwsNamesItsColumns() {
        Decoded decoded = Decoded.from(
                Format.AWS_VPC, Samples.bytes("aws-vpc-flow-logs/otel-contrib-valid_vpc_flow_log_ecs.log"));

        assertThat(decoded.bad()).isEmpty();
        assertThat(decoded.flows()).hasSize(2);
        assertThat(decoded.flows().get(1).getObservation().getDestination().getPort())
                .isEqualTo(22);
        assertThat(decoded.flows().get(1).getExtrasMap()).containsKey("ecs-task-id");
    }

    @Test
    void customLinesOfAwsWithoutTheirHeaderAreNotGuessedAt() {
        Decoded decoded = Decoded.from(
                Format.AWS_VPC, Samples.bytes("aws-vpc-flow-logs/otel-contrib-valid_vpc_flow_cw_custom.json"));

        assertThat(decoded.flows()).isEmpty();
        assertThat(decoded.bad()).hasSize(2).allMatch(bad -> bad.reason() == Reason.WRONG_FORMAT);
    }

    @Test
    void entriesOfGoogleHaveTheirReporter() {
        FlowEvent received = Decoded.from(
                        Format.GCP_VPC,
                        Samples.bytes("gcp-vpc-flow-logs/otel-contrib-vpc-flow-log-from-computeengine-2.json"))
                .only();
        FlowEvent sent = Decoded.from(
                        Format.GCP_VPC,
                        Samples.bytes("gcp-vpc-flow-logs/otel-contrib-vpc-flow-log-google-service.json"))
                .only();

        assertThat(received.getRecordId()).isEqualTo("qev5urf2og0oq");
        assertThat(received.getObservation().getVantage()).isEqualTo(Vantage.VANTAGE_DESTINATION_NODE);
        assertThat(received.getObservation().getPackets()).isEqualTo(16);
        assertThat(sent.getObservation().getVantage()).isEqualTo(Vantage.VANTAGE_SOURCE_NODE);
        assertThat(sent.getObservation().getBytes()).isEqualTo(38144);
        assertThat(sent.getObservation().getDestination().getSubnetLabel()).isEqualTo("logging.googleapis.com");
    }

    @Test
    void auditLogHasThreeAllowancesAndARefusal() {
        Decoded decoded = Decoded.from(Format.OVN_ACL, Samples.bytes("ovn-acl-audit/acl-audit-lines.log"));

        List<Observation> seen =
                decoded.flows().stream().map(FlowEvent::getObservation).toList();
        assertThat(decoded.bad()).isEmpty();
        assertThat(seen)
                .extracting(Observation::getVerdict)
                .containsExactly(
                        Verdict.VERDICT_ALLOWED,
                        Verdict.VERDICT_ALLOWED,
                        Verdict.VERDICT_ALLOWED,
                        Verdict.VERDICT_DENIED);
        assertThat(seen).allMatch(o -> o.getVerdictSide() == VerdictSide.SIDE_EGRESS);
        assertThat(seen.subList(0, 3)).allMatch(o -> o.getOrientation() == Orientation.ORIENTATION_UNKNOWN);
        assertThat(seen.get(3).getPolicies(0).getName()).isEqualTo("cluster-control");
        assertThat(seen.get(3).getDropClass()).isEqualTo(DropClass.POLICY_EXPLICIT_DENY);
    }
}
