package dev.weir.formats;

import dev.weir.formats.aws.VpcLines;
import dev.weir.formats.calico.EnterpriseReader;
import dev.weir.formats.calico.GoldmaneReader;
import dev.weir.formats.conntrack.EventLines;
import dev.weir.formats.gcp.PolicyLogReader;
import dev.weir.formats.gcp.VpcFlowReader;
import dev.weir.formats.goflow2.MessageReader;
import dev.weir.formats.goflow2.ProtobufReader;
import dev.weir.formats.hubble.ExportEventReader;
import dev.weir.formats.json.JsonFlowDecoder;
import dev.weir.formats.netflow.ExporterStream;
import dev.weir.formats.netflow.Version;
import dev.weir.formats.netobserv.AgentRecordReader;
import dev.weir.formats.netobserv.FlowReader;
import dev.weir.formats.ovn.AclLines;
import dev.weir.formats.pmacct.PurgeReader;
import dev.weir.formats.ulogd.UlogdReader;
import dev.weir.formats.wire.ProtoFlowDecoder;
import dev.weir.v1.FlowEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What can be read, under the name that a configuration gives it. */
public enum Format {
    /** Cilium's Hubble, AKS's container network logs, Retina. */
    HUBBLE_JSON("hubble-json", () -> new JsonFlowDecoder(new ExportEventReader())),
    /** pmacctd, nfacctd, sfacctd, uacctd. */
    PMACCT_JSON("pmacct-json", () -> new JsonFlowDecoder(new PurgeReader())),
    /** ulogd2: packets that a rule logged, connections that ended. */
    ULOGD_JSON("ulogd-json", () -> new JsonFlowDecoder(new UlogdReader())),
    /** flowlogs-pipeline, alone or in what Loki answers. */
    NETOBSERV_JSON("netobserv-json", () -> new JsonFlowDecoder(new FlowReader())),
    /** goflow2, versions 1 and 2. */
    GOFLOW2_JSON("goflow2-json", () -> new JsonFlowDecoder(new MessageReader())),
    /** NetObserv's agent itself, before the pipeline. */
    NETOBSERV_PBFLOW("netobserv-pbflow", () -> new ProtoFlowDecoder(new AgentRecordReader())),
    /** goflow2, with or without lengths. */
    GOFLOW2_PROTOBUF("goflow2-protobuf", () -> new ProtoFlowDecoder(new ProtobufReader())),
    /** NetFlow v5 and v9, of one exporter. */
    NETFLOW("netflow", () -> new ExporterStream(Set.of(Version.V5, Version.V9))),
    /** IPFIX (RFC 7011), of one exporter; Antrea's too. */
    IPFIX("ipfix", () -> new ExporterStream(Set.of(Version.IPFIX))),
    /** Antrea's flow aggregator, its CSV as well. */
    ANTREA_JSON("antrea-json", () -> new JsonFlowDecoder(new dev.weir.formats.antrea.FlowReader())),
    /** Calico's Goldmane. */
    CALICO_GOLDMANE("calico-goldmane", () -> new JsonFlowDecoder(new GoldmaneReader())),
    /** Calico Enterprise and Cloud. */
    CALICO_ENTERPRISE("calico-enterprise", () -> new JsonFlowDecoder(new EnterpriseReader())),
    /** {@code conntrack -E}. */
    CONNTRACK("conntrack", () -> new JsonFlowDecoder(EventLines.reader())),
    /** AWS's VPC flow logs. */
    AWS_VPC("aws-vpc", () -> new JsonFlowDecoder(VpcLines.reader())),
    /** Google Cloud's VPC flow logs. */
    GCP_VPC("gcp-vpc", () -> new JsonFlowDecoder(new VpcFlowReader())),
    /** GKE's network policy log. */
    GKE_POLICY("gke-policy", () -> new JsonFlowDecoder(new PolicyLogReader())),
    /** OVN-Kubernetes's audit log. */
    OVN_ACL("ovn-acl", () -> new JsonFlowDecoder(AclLines.reader())),
    /** {@code weir.v1.FlowBatch}. */
    WEIR_PROTOBUF("weir", FlowBatchDecoder::new);

    private final String text;
    private final Supplier<FlowDecoder> decoder;

    Format(String text, Supplier<FlowDecoder> decoder) {
        this.text = text;
        this.decoder = decoder;
    }

    /** The name in a configuration. */
    public String text() {
        return text;
    }

    /** A new decoder, for one thread. */
    public FlowDecoder decoder() {
        return decoder.get();
    }

    /** @throws IllegalArgumentException with all names, if there is none such */
    public static Format byName(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot read flows of format \"" + name + "\"; the formats are " + names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(Format::text).collect(Collectors.joining(", "));
    }

    /**
     * The only format that finds a record in the value; empty if none does or if several do, for a guess would turn one
     * exporter's words into another's.
     */
    public static Optional<Format> recognise(byte[] bytes, int offset, int length) {
        List<Format> able = Arrays.stream(values())
                .filter(format -> format.finds(bytes, offset, length))
                .toList();
        return able.size() == 1 ? Optional.of(able.get(0)) : Optional.empty();
    }

    private boolean finds(byte[] bytes, int offset, int length) {
        Found found = new Found();
        decoder().decode(bytes, offset, length, found);
        return found.any;
    }

    private static final class Found implements DecodeSink {
        private boolean any;

        @Override
        public void flow(FlowEvent event) {
            any = true;
        }

        @Override
        public void bad(BadRecord bad) {}
    }
}
