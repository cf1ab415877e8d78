package dev.weir.formats.hubble;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import dev.weir.formats.hubble.api.Aggregate;
import dev.weir.formats.hubble.api.CiliumEventType;
import dev.weir.formats.hubble.api.DNS;
import dev.weir.formats.hubble.api.Emitter;
import dev.weir.formats.hubble.api.Endpoint;
import dev.weir.formats.hubble.api.Ethernet;
import dev.weir.formats.hubble.api.Flow;
import dev.weir.formats.hubble.api.GetFlowsResponse;
import dev.weir.formats.hubble.api.HTTP;
import dev.weir.formats.hubble.api.ICMPv4;
import dev.weir.formats.hubble.api.ICMPv6;
import dev.weir.formats.hubble.api.IGMP;
import dev.weir.formats.hubble.api.IP;
import dev.weir.formats.hubble.api.Kafka;
import dev.weir.formats.hubble.api.Layer4;
import dev.weir.formats.hubble.api.Layer7;
import dev.weir.formats.hubble.api.LostEvent;
import dev.weir.formats.hubble.api.NodeStatusEvent;
import dev.weir.formats.hubble.api.Policy;
import dev.weir.formats.hubble.api.SCTP;
import dev.weir.formats.hubble.api.Service;
import dev.weir.formats.hubble.api.TCP;
import dev.weir.formats.hubble.api.TCPFlags;
import dev.weir.formats.hubble.api.UDP;
import dev.weir.formats.hubble.api.VRRP;
import dev.weir.formats.hubble.api.Workload;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Answers in which every field is there or not, and has a value that somebody could have meant, or one that nobody did. */
final class RandomFlows {
    private static final List<String> ADDRESSES =
            List.of("10.0.0.1", "10.0.0.2", "fd00::1", "::ffff:10.0.0.3", "0.0.0.0", "not an address");

    private static final List<String> LABELS = List.of(
            "k8s:app=web",
            "k8s:io.kubernetes.pod.namespace=shop",
            "k8s:io.cilium.k8s.policy.cluster=prod",
            "k8s:io.cilium.k8s.policy.serviceaccount=web",
            "k8s:io.cilium.k8s.namespace.labels.team=a",
            "reserved:host",
            "reserved:world",
            "reserved:kube-apiserver",
            "cidr:10.0.0.0/8",
            "cidr:1.2.3.0/24",
            "fqdn:*.example.org",
            "fqdn:www.example.org",
            "app=a=b",
            "odd:key/with:colon=x",
            "");

    private static final List<String> POLICY_LABELS = List.of(
            "k8s:io.cilium.k8s.policy.name=allow",
            "k8s:io.cilium.k8s.policy.namespace=shop",
            "k8s:io.cilium.k8s.policy.derived-from=NetworkPolicy",
            "other");

    private static final List<String> NAMES = List.of("", "a", "prod/n1", "n2", "default/n3", "shop", "schön \"\n\\");
    private static final List<String> DOMAINS = List.of("www.example.org.", "example.org", "", ".");
    private static final int[] TYPES = {0, 1, 4, 5, 7, 129, 2, 70000, -1};
    private static final int[] PORTS = {0, 53, 80, 65535, 65536};
    private static final int[] IDENTITIES = {0, 1, 2, 6, 7, 8, 300, 1 << 24, 1 << 25, -1};

    private final Random random;

    RandomFlows(Random random) {
        this.random = random;
    }

    GetFlowsResponse response() {
        GetFlowsResponse.Builder response = GetFlowsResponse.newBuilder();
        switch (random.nextInt(8)) {
            case 0 -> response.setLostEvents(lost());
            case 1 -> response.setNodeStatus(NodeStatusEvent.newBuilder().setStateChangeValue(random.nextInt(6)));
            default -> response.setFlow(flow());
        }
        maybe(() -> response.setNodeName(one(NAMES)));
        maybe(() -> response.setTime(time()));
        return response.build();
    }

    private Flow flow() {
        Flow.Builder flow = Flow.newBuilder();
        maybe(() -> flow.setTime(time()));
        maybe(() -> flow.setUuid(one(NAMES)));
        maybe(() -> flow.setNodeName(one(NAMES)));
        maybe(() -> flow.setEmitter(Emitter.newBuilder().setName(one(NAMES)).setVersion(one(NAMES))));
        maybe(() -> flow.setVerdictValue(random.nextInt(18)));
        maybe(() -> flow.setDropReason(random.nextInt(200)));
        maybe(() -> flow.setDropReasonDescValue(rarely() ? random.nextInt(250) : random.nextBoolean() ? 133 : 181));
        maybe(() -> flow.setEthernet(Ethernet.getDefaultInstance()));
        mostly(() -> flow.setIP(ip()));
        mostly(() -> flow.setL4(layer4()));
        mostly(() -> flow.setSource(endpoint()));
        mostly(() -> flow.setDestination(endpoint()));
        few(() -> flow.addSourceNames(one(DOMAINS)));
        few(() -> flow.addDestinationNames(one(DOMAINS)));
        maybe(() -> flow.setSourceService(service()));
        maybe(() -> flow.setDestinationService(service()));
        maybe(() -> flow.setL7(layer7()));
        circumstances(flow);
        policies(flow);
        return flow.build();
    }

    private void circumstances(Flow.Builder flow) {
        maybe(() -> flow.setEventType(
                CiliumEventType.newBuilder().setType(one(TYPES)).setSubType(rarely() ? -5 : random.nextInt(140))));
        mostly(() -> flow.setTrafficDirectionValue(random.nextInt(4)));
        maybe(() -> flow.setPolicyMatchType(random.nextInt(7)));
        maybe(() -> flow.setTraceObservationPointValue(rarely() ? 101 : random.nextInt(14)));
        maybe(() -> flow.setTraceReasonValue(random.nextInt(9)));
        maybe(() -> flow.setIsReply(BoolValue.of(random.nextBoolean())));
        if (rarely()) {
            flow.setSockXlatePointValue(random.nextInt(6));
        }
        if (rarely()) {
            flow.setAggregate(Aggregate.newBuilder()
                    .setIngressFlowCount(random.nextInt(3))
                    .setEgressFlowCount(random.nextBoolean() ? -1 : 0)
                    .setUnknownDirectionFlowCount(random.nextInt(3)));
        }
        if (rarely()) {
            flow.setExtensions(Any.pack(Emitter.newBuilder().setName("x").build()));
        }
    }

    private void policies(Flow.Builder flow) {
        if (random.nextInt(3) > 0) {
            return;
        }
        few(() -> flow.addEgressAllowedBy(policy()));
        few(() -> flow.addIngressAllowedBy(policy()));
        few(() -> flow.addEgressDeniedBy(policy()));
        few(() -> flow.addIngressDeniedBy(policy()));
    }

    private Policy policy() {
        Policy.Builder policy = Policy.newBuilder().setRevision(random.nextBoolean() ? -1L : random.nextInt(3));
        maybe(() -> policy.setName(one(NAMES)).setKind(one(NAMES)));
        maybe(() -> policy.setNamespace(one(NAMES)));
        few(() -> policy.addLabels(one(POLICY_LABELS)));
        return policy.build();
    }

    private IP ip() {
        IP.Builder ip = IP.newBuilder();
        mostly(() -> ip.setSource(address()));
        mostly(() -> ip.setDestination(address()));
        maybe(() -> ip.setSourceXlated(address()));
        return ip.build();
    }

    private Layer4 layer4() {
        Layer4.Builder layer = Layer4.newBuilder();
        switch (random.nextInt(9)) {
            case 0 -> layer.setUDP(UDP.newBuilder().setSourcePort(port()).setDestinationPort(port()));
            case 1 -> layer.setSCTP(SCTP.newBuilder().setSourcePort(port()).setDestinationPort(port()));
            case 2 ->
                layer.setICMPv4(ICMPv4.newBuilder().setType(random.nextInt(14)).setCode(random.nextInt(3)));
            case 3 ->
                layer.setICMPv6(ICMPv6.newBuilder().setType(random.nextInt(140)).setCode(port()));
            case 4 -> layer.setVRRP(VRRP.getDefaultInstance());
            case 5 -> layer.setIGMP(IGMP.getDefaultInstance());
            case 6 -> layer.clearProtocol();
            default -> layer.setTCP(tcp());
        }
        return layer.build();
    }

    private TCP tcp() {
        TCP.Builder tcp = TCP.newBuilder().setSourcePort(port()).setDestinationPort(port());
        maybe(() -> tcp.setFlags(TCPFlags.newBuilder()
                .setFIN(random.nextBoolean())
                .setSYN(random.nextBoolean())
                .setRST(random.nextBoolean())
                .setPSH(random.nextBoolean())
                .setACK(random.nextBoolean())
                .setURG(random.nextBoolean())
                .setECE(random.nextBoolean())
                .setCWR(random.nextBoolean())));
        return tcp.build();
    }

    private Layer7 layer7() {
        Layer7.Builder layer = Layer7.newBuilder().setTypeValue(random.nextInt(5));
        switch (random.nextInt(4)) {
            case 0 -> layer.setDns(dns());
            case 1 -> layer.setHttp(HTTP.newBuilder().setMethod("GET").setUrl(rarely() ? "" : "http://a.b/c?d=e#f"));
            case 2 -> layer.setKafka(Kafka.getDefaultInstance());
            default -> layer.clearRecord();
        }
        return layer.build();
    }

    private DNS dns() {
        DNS.Builder dns = DNS.newBuilder().setQuery(one(DOMAINS)).setTtl(random.nextInt());
        few(() -> dns.addIps(address()));
        few(() -> dns.addCnames(one(DOMAINS)));
        few(() -> dns.addQtypes("AAAA"));
        maybe(() -> dns.setRcode(random.nextInt(4)));
        return dns.build();
    }

    private Endpoint endpoint() {
        Endpoint.Builder end = Endpoint.newBuilder().setIdentity(one(IDENTITIES));
        maybe(() -> end.setID(random.nextInt()));
        maybe(() -> end.setNamespace(one(NAMES)));
        maybe(() -> end.setPodName(one(NAMES)));
        maybe(() -> end.setClusterName(random.nextBoolean() ? "default" : one(NAMES)));
        few(() -> end.addLabels(one(LABELS)));
        few(() -> end.addWorkloads(Workload.newBuilder().setName(one(NAMES)).setKind(rarely() ? "" : "Deployment")));
        return end.build();
    }

    private Service service() {
        return Service.newBuilder().setName(one(NAMES)).setNamespace(one(NAMES)).build();
    }

    private LostEvent lost() {
        LostEvent.Builder lost = LostEvent.newBuilder().setSourceValue(random.nextInt(5));
        maybe(() -> lost.setNumEventsLost(random.nextLong()));
        maybe(() -> lost.setFirst(time()));
        maybe(() -> lost.setLast(time()));
        return lost.build();
    }

    private Timestamp time() {
        if (rarely()) {
            // The zero time of Go's clock, and one before the epoch.
            return Timestamp.newBuilder()
                    .setSeconds(random.nextBoolean() ? -62_135_596_800L : -1)
                    .build();
        }
        return Timestamp.newBuilder()
                .setSeconds(random.nextInt(Integer.MAX_VALUE))
                .setNanos(random.nextInt(1_000_000_000))
                .build();
    }

    private String address() {
        return ADDRESSES.get(random.nextInt(random.nextInt(20) == 0 ? ADDRESSES.size() : ADDRESSES.size() - 1));
    }

    private int port() {
        return PORTS[random.nextInt(random.nextInt(20) == 0 ? PORTS.length : PORTS.length - 1)];
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private int one(int[] all) {
        return all[random.nextInt(all.length)];
    }

    private boolean rarely() {
        return random.nextInt(10) == 0;
    }

    private void maybe(Runnable set) {
        if (random.nextBoolean()) {
            set.run();
        }
    }

    private void mostly(Runnable set) {
        if (!rarely()) {
            set.run();
        }
    }

    private void few(Runnable add) {
        IntStream.range(0, random.nextInt(3)).forEach(time -> add.run());
    }
}
