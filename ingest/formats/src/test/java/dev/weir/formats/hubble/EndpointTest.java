package dev.weir.formats.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.LabelScope;
import dev.weir.v1.Observation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @Test
    void localPodIsWholeAndOnTheObserversNode() {
        Endpoint pod = source("'ID':12,'identity':3418,'cluster_name':'prod','namespace':'shop','pod_name':'web-1',"
                + "'workloads':[{'name':'web','kind':'Deployment'},{'name':'other','kind':'Job'}],"
                + "'labels':['k8s:app=web','k8s:io.kubernetes.pod.namespace=shop']");

        assertThat(pod.getKind()).isEqualTo(EndpointKind.KIND_POD);
        assertThat(pod.getNamespace()).isEqualTo("shop");
        assertThat(pod.getPodName()).isEqualTo("web-1");
        assertThat(pod.getWorkloadKind()).isEqualTo("Deployment");
        assertThat(pod.getWorkloadName()).isEqualTo("web");
        assertThat(pod.getCluster()).isEqualTo("prod");
        assertThat(pod.getSecurityIdentity()).isEqualTo(3418);
        assertThat(pod.getNodeName()).isEqualTo("node-1");
        assertThat(pod.getIdentitySource()).isEqualTo(IdentitySource.IDENTITY_PRODUCER);
    }

    @Test
    void madeUpLabelsAreFieldsAndNeverLabels() {
        Endpoint pod = source("'labels':['k8s:app=web','k8s:io.kubernetes.pod.namespace=shop',"
                + "'k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=shop',"
                + "'k8s:io.cilium.k8s.namespace.labels.team=',"
                + "'k8s:io.cilium.k8s.policy.cluster=prod','k8s:io.cilium.k8s.policy.serviceaccount=web-sa',"
                + "'k8s:io.cilium.k8s.policy.invented-later=x']");

        assertThat(pod.getLabelsMap()).isEqualTo(Map.of("app", "web"));
        assertThat(pod.getNamespaceLabelsMap()).isEqualTo(Map.of("kubernetes.io/metadata.name", "shop", "team", ""));
        assertThat(pod.getNamespace()).isEqualTo("shop");
        assertThat(pod.getCluster()).isEqualTo("prod");
        assertThat(pod.getServiceAccount()).isEqualTo("web-sa");
        assertThat(pod.getLabelScope()).isEqualTo(LabelScope.LABELS_IDENTITY_SUBSET);
        assertThat(pod.getKind()).isEqualTo(EndpointKind.KIND_POD);
    }

    @Test
    void labelMayHaveSlashesNoValueOrNoSource() {
        Endpoint pod = source("'labels':['k8s:app.kubernetes.io/name=a=b','k8s:bare','plain=1','container:id=7']");

        assertThat(pod.getLabelsMap()).isEqualTo(Map.of("app.kubernetes.io/name", "a=b", "bare", "", "plain", "1"));
    }

    @Test
    void namespaceOfTheRecordIsBelievedBeforeItsLabels() {
        assertThat(source("'namespace':'shop','labels':['k8s:io.kubernetes.pod.namespace=old']")
                        .getNamespace())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "host, KIND_NODE",
        "remote-node, KIND_REMOTE_NODE",
        "world, KIND_EXTERNAL",
        "world-ipv4, KIND_EXTERNAL",
        "world-ipv6, KIND_EXTERNAL",
        "kube-apiserver, KIND_KUBE_APISERVER",
        "ingress, KIND_INGRESS",
        "health, KIND_HEALTH",
        "init, KIND_POD",
        "unmanaged, KIND_UNMANAGED",
        "invented-later, KIND_UNKNOWN",
    })
    void reservedIdentitySaysWhatItIs(String label, EndpointKind kind) {
        Endpoint end = source("'labels':['reserved:" + label + "']");

        assertThat(end.getKind()).isEqualTo(kind);
        assertThat(end.getLabelsMap()).isEmpty();
        assertThat(end.getLabelScope()).isEqualTo(LabelScope.LABELS_NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "host, remote-node, KIND_NODE",
        "kube-apiserver, world, KIND_KUBE_APISERVER",
        "remote-node, kube-apiserver, KIND_KUBE_APISERVER",
    })
    void ofTwoReservedIdentitiesTheMoreTellingCounts(String one, String other, EndpointKind kind) {
        assertThat(source("'labels':['reserved:" + one + "','reserved:" + other + "']")
                        .getKind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "1, KIND_NODE",
        "2, KIND_EXTERNAL",
        "7, KIND_KUBE_APISERVER",
        "10, KIND_EXTERNAL",
        "16777217, KIND_EXTERNAL",
        "33554433, KIND_REMOTE_NODE",
        "4711, KIND_UNKNOWN"
    })
    void numberOfTheIdentitySaysItWhereLabelsAreMasked(long identity, EndpointKind kind) {
        assertThat(source("'identity':" + identity).getKind()).isEqualTo(kind);
    }

    @Test
    void namedPodIsAPodThoughItsIdentityIsTheWorld() {
        Endpoint pod =
                source("'identity':2,'namespace':'bookinfo','labels':['reserved:world'],'pod_name':'details-v1-1'");

        assertThat(pod.getKind()).isEqualTo(EndpointKind.KIND_POD);
        assertThat(pod.getNamespace()).isEqualTo("bookinfo");
        assertThat(pod.getPodName()).isEqualTo("details-v1-1");
        assertThat(pod.getLabelsMap()).isEmpty();
        assertThat(pod.getLabelScope()).isEqualTo(LabelScope.LABELS_NONE);
    }

    @Test
    void namedPodOnANodesNetworkIsSaidToBeThere() {
        assertThat(source("'labels':['reserved:host'],'namespace':'kube-system','pod_name':'proxy-1'")
                        .getKind())
                .isEqualTo(EndpointKind.KIND_HOST_NETWORK_POD);
    }

    @Test
    void smallestNetworkAndNamesOfAnOutsideAddressAreKept() {
        Endpoint outside = source("'labels':['cidr:0.0.0.0/0','cidr:1.1.1.0/24','cidr:1.0.0.0/8','fqdn:one.example.',"
                + "'fqdn:*.example','reserved:world']");

        assertThat(outside.getCidrHint()).isEqualTo("1.1.1.0/24");
        assertThat(outside.getDnsNamesList()).containsExactly("one.example");
        assertThat(outside.getKind()).isEqualTo(EndpointKind.KIND_EXTERNAL);
    }

    @Test
    void namesAndServicesBelongToTheirEnd() {
        Observation seen = Flows.observation(
                Flows.TCP,
                "'source_names':['a.example.']",
                "'destination_names':['b.example','c.example','b.example.']",
                "'source_service':{'name':'s','namespace':'n'},'destination_service':{'name':'t','namespace':'m'}");

        assertThat(seen.getSource().getDnsNamesList()).containsExactly("a.example");
        assertThat(seen.getDestination().getDnsNamesList()).containsExactly("b.example", "c.example");
        assertThat(seen.getSource().getService().getName()).isEqualTo("s");
        assertThat(seen.getDestination().getService().getNamespace()).isEqualTo("m");
    }

    @Test
    void translatedAddressIsNeverThePeer() {
        Observation seen = Flows.observation(
                "'IP':{'source':'10.244.0.159','source_xlated':'10.105.81.168','destination':'fd00::2'}");

        assertThat(seen.getSource().getIp()).isEqualTo(bytes(10, 244, 0, 159));
        assertThat(seen.getSource().getIpXlated()).isEqualTo(bytes(10, 105, 81, 168));
        assertThat(seen.getDestination().getIp().size()).isEqualTo(16);
        assertThat(seen.getDestination().getIpXlated().isEmpty()).isTrue();
    }

    @Test
    void identityWithoutAnAddressIsAnEnd() {
        Observation seen =
                Flows.observation("'source':{'namespace':'a','pod_name':'b'},'destination':{'labels':['k8s:c=d']}");

        assertThat(seen.getSource().getIp().isEmpty()).isTrue();
        assertThat(seen.getDestination().getKind()).isEqualTo(EndpointKind.KIND_POD);
    }

    @Test
    void clusterThatNobodyNamedIsNoName() {
        assertThat(source("'cluster_name':'default'").getCluster()).isEmpty();
    }

    private static Endpoint source(String members) {
        return Flows.observation(Flows.TCP, "'source':{" + members + "}").getSource();
    }

    private static ByteString bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return ByteString.copyFrom(bytes);
    }
}
