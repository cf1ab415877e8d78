package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files against every format: each is recognised as what it is, or as nothing. */
class RecognitionTest {

    @ParameterizedTest
    @CsvSource({
        "HUBBLE_JSON, hubble/cilium-docs-exporter-fieldmask-dropped.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-10-flows.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-330-dns-flows.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-348-http-flows.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-400-icmpv4-flows.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-400-l7-redirected-flows.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-400-tcp-flows.jsonl",
        "HUBBLE_JSON, hubble/hubble-otel-basic-sample-400-udp-flows.jsonl",
        "NETOBSERV_JSON, netobserv/console-plugin-2022-06-01-loki-flows.json",
        "NETOBSERV_JSON, netobserv/console-plugin-2026-03-loki-flow_records.json",
        "NETOBSERV_JSON, netobserv/console-plugin-2026-03-loki-flow_records_has_dropped.json",
        "NETOBSERV_JSON, netobserv/console-plugin-2026-03-loki-flow_records_sent.json",
        "NETOBSERV_JSON, netobserv/flp-ipfix-capture-stdout.jsonl",
        "NETOBSERV_JSON, netobserv/netobserv-cli-readme-record.json",
        "GOFLOW2_JSON, netobserv/flp-baseline-goflow2-kube-enriched-100.jsonl",
        "GOFLOW2_JSON, goflow2/goflow2-readme-sflow.json",
        "ANTREA_JSON, antrea/flow-aggregator-s3-rows-fixture.csv",
        "CALICO_ENTERPRISE, calico/tigera-docs-fwd-dst-example.json.txt",
        "CALICO_ENTERPRISE, calico/tigera-docs-fwd-external-example.json.txt",
        "CALICO_ENTERPRISE, calico/tigera-docs-no-aggregation-example.json.txt",
        "AWS_VPC, aws-vpc-flow-logs/otel-contrib-valid_vpc_flow_log_ecs.log",
        "AWS_VPC, aws-vpc-flow-logs/otel-contrib-valid_vpc_flow_log_multi.log",
        "GCP_VPC, gcp-vpc-flow-logs/otel-contrib-vpc-flow-log-from-computeengine-2.json",
        "GCP_VPC, gcp-vpc-flow-logs/otel-contrib-vpc-flow-log-google-service.json",
        "OVN_ACL, ovn-acl-audit/acl-audit-lines.log"
    })
    void aSampleIsRecognisedAsWhatItIs(Format format, String sample) {
        byte[] value = Samples.bytes(sample);
        String text = AntreaCalicoSamplesTest.corrected(value);

        assertThat(recognised(text)).contains(format);
        for (Format other : Format.values()) {
            boolean own = other == format;
            assertThat(Decoded.from(other, text).flows().isEmpty())
                    .as("%s", other)
                    .isNotEqualTo(own);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubescape/nn-operator.json",
                "kubescape/np-operator.json",
                "kubescape/known-servers.json",
                "kubescape/networkneighborhood-01-example.yaml",
                "k8s-inventory/ibm-nca-bookinfo_pods_list.json",
                "antrea/go-ipfix-registry_antrea.csv",
                "netobserv/console-plugin-2022-06-01-loki-topology-matrix.json",
                "aws-vpc-flow-logs/otel-contrib-valid_vpc_flow_cw_custom.json",
                "hubble/README.md"
            })
    void whatIsNoFlowIsNotRecognised(String sample) {
        assertThat(recognised(new String(Samples.bytes(sample), StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static Optional<Format> recognised(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Format.recognise(bytes, 0, bytes.length);
    }
}
