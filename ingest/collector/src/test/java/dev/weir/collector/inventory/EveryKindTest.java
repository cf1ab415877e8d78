package dev.weir.collector.inventory;

import static dev.weir.collector.inventory.Reading.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.ContainerPort;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Node;
import dev.weir.v1.Pod;
import dev.weir.v1.Service;
import dev.weir.v1.ServicePort;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import dev.weir.v1.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryKindTest {
    private InventoryRead read = new InventoryRead(java.util.List.of(), java.util.List.of(), new java.util.TreeMap<>());

    @BeforeAll
    void readOnce(@TempDir Path folder) {
        read = Reading.read(folder, Reading.shop());
    }

    @Test
    void nothingIsWrongWithIt() {
        assertThat(read.problems()).isEmpty();
        assertThat(read.skipped()).containsExactly(Map.entry("v1 Secret", 2));
    }

    @Test
    void eventsAreSortedAndTheSnapshotEndsWithTheirNumber() {
        assertThat(read.events().subList(0, read.events().size() - 1))
                .isSortedAccordingTo((one, other) -> (one.getKind() + " " + one.getNamespace() + " " + one.getName())
                        .compareTo(other.getKind() + " " + other.getNamespace() + " " + other.getName()));
        InventoryEvent last = read.events().get(read.events().size() - 1);
        assertThat(last.getKind()).isEqualTo("Snapshot");
        assertThat(last.getSnapshotComplete().getObjects())
                .isEqualTo(read.events().size() - 1)
                .isEqualTo(20);
        assertThat(read.events()).allSatisfy(event -> {
            assertThat(event.getCluster()).isEqualTo("prod");
            assertThat(event.getSchemaVersion()).isEqualTo(1);
        });
    }

    @Test
    void podHasAddressesOfBothFamiliesItsPortsAndItsDeployment() {
        InventoryEvent event = Reading.event(read, "Pod", "web-5f449bdbb9-aaaaa");

        assertThat(event.getUid()).isEqualTo("pod-1");
        assertThat(event.getResourceVersion()).isEqualTo("77");
        assertThat(event.getValidFromNs()).isEqualTo(nanos("2026-01-02T03:04:05Z"));
        assertThat(event.getValidToNs()).isZero();
        Pod pod = event.getPod();
        assertThat(pod.getIpsList()).containsExactly(ip("10.244.1.5"), ip("fd00:10:244:1::5"));
        assertThat(pod.getHostIp()).isEqualTo(ip("192.0.2.11"));
        assertThat(pod.getNodeName()).isEqualTo("node-1");
        assertThat(pod.getServiceAccount()).isEqualTo("web");
        assertThat(pod.getLabelsMap()).containsOnlyKeys("app", "tier", "pod-template-hash");
        assertThat(pod.getPortsList()).containsExactly(port("http", 8080, 6));
        assertThat(pod.getWorkloadKind() + " " + pod.getWorkloadName()).isEqualTo("Deployment web");
    }

    @Test
    void podOfTheHostNetworkSaysSoAndEndsWhenItIsToBeDeleted() {
        InventoryEvent event = Reading.event(read, "Pod", "agent");

        assertThat(event.getPod().getHostNetwork()).isTrue();
        assertThat(event.getPod().getIpsList()).containsExactly(ip("192.0.2.11"));
        assertThat(event.getValidFromNs()).isEqualTo(nanos("2026-01-02T00:00:00Z"));
        assertThat(event.getValidToNs()).isEqualTo(nanos("2026-01-03T00:00:00Z"));
        assertThat(event.getPod().getWorkloadKind()).isEqualTo("DaemonSet");
    }

    @Test
    void podThatSucceededEndsWithItsLastContainerAndBelongsToTheCronJob() {
        InventoryEvent event = Reading.event(read, "Pod", "backup-29453760-x");

        assertThat(event.getValidToNs()).isEqualTo(nanos("2026-01-01T00:02:00Z"));
        assertThat(event.getPod().getWorkloadKind()).isEqualTo("CronJob");
        assertThat(event.getPod().getWorkloadName()).isEqualTo("backup");
    }

    @Test
    void deploymentHasItsSelectorTemplateAndPortsWithThoseOfSidecars() {
        Workload web = Reading.workload(read, "Deployment", "web").getWorkload();

        assertThat(web.getSelector().getMatchLabelsMap()).containsExactly(Map.entry("app", "web"));
        assertThat(web.getSelector().getMatchExpressions(0).getValuesList()).containsExactly("front", "back");
        assertThat(web.getTemplateLabelsMap()).containsEntry("tier", "front").hasSize(2);
        assertThat(web.getReplicas()).isEqualTo(3);
        assertThat(web.getPortsList())
                .containsExactly(port("http", 8080, 6), port("", 8443, 17), port("status", 15021, 6));
    }

    @Test
    void otherControllersAreWorkloadsToo() {
        assertThat(Reading.workload(read, "StatefulSet", "db").getWorkload().getReplicas())
                .isEqualTo(1);
        assertThat(Reading.workload(read, "DaemonSet", "agent").getWorkload().getReplicas())
                .isEqualTo(2);
        Workload old = Reading.workload(read, "ReplicationController", "old").getWorkload();
        assertThat(old.getSelector().getMatchLabelsMap()).containsExactly(Map.entry("app", "old"));
        assertThat(old.getReplicas()).isZero();
        assertThat(Reading.workload(read, "Job", "backup-29453760")
                        .getWorkload()
                        .getReplicas())
                .isEqualTo(2);
        Workload backup = Reading.workload(read, "CronJob", "backup").getWorkload();
        assertThat(backup.getTemplateLabelsMap()).containsExactly(Map.entry("app", "backup"));
        assertThat(backup.getPortsList()).containsExactly(port("", 9100, 132));
        assertThat(Reading.workload(read, "ReplicaSet", "web-5f449bdbb9")
                        .getWorkload()
                        .getOwners(0)
                        .getName())
                .isEqualTo("web");
    }

    @Test
    void serviceHasItsAddressesInsideAndOutside() {
        Service web = Reading.event(read, "Service", "web").getService();

        assertThat(web.getType()).isEqualTo("LoadBalancer");
        assertThat(web.getClusterIpsList()).containsExactly(ip("10.96.0.20"), ip("fd00:10:96::20"));
        assertThat(web.getExternalIpsList()).containsExactly(ip("203.0.113.5"), ip("198.51.100.7"));
        assertThat(web.getPortsList())
                .containsExactly(
                        ServicePort.newBuilder()
                                .setName("http")
                                .setPort(80)
                                .setIpProtocol(6)
                                .setTargetPort("http")
                                .setNodePort(30080)
                                .build(),
                        ServicePort.newBuilder()
                                .setName("dns")
                                .setPort(53)
                                .setIpProtocol(17)
                                .setTargetPort("53")
                                .build());
    }

    @Test
    void headlessServiceHasNoAddress() {
        Service db = Reading.event(read, "Service", "db").getService();

        assertThat(db.getHeadless()).isTrue();
        assertThat(db.getType()).isEqualTo("ClusterIP");
        assertThat(db.getClusterIpsList()).isEmpty();
        assertThat(db.getPorts(0).getTargetPort()).isEqualTo("5432");
    }

    @Test
    void sliceKnowsWhoIsReadyAndWhoseAddressItIs() {
        var slice = Reading.event(read, "EndpointSlice", "web-abc12").getEndpointSlice();

        assertThat(slice.getServiceName()).isEqualTo("web");
        assertThat(slice.getEndpointsList()).extracting(SliceEndpoint::getReady).containsExactly(true, false, true);
        SliceEndpoint first = slice.getEndpoints(0);
        assertThat(first.getIpsList()).containsExactly(ip("10.244.1.5"));
        assertThat(first.getTargetUid()).isEqualTo("pod-1");
        assertThat(first.getNodeName()).isEqualTo("node-1");
        assertThat(slice.getPortsList())
                .containsExactly(SlicePort.newBuilder()
                        .setName("http")
                        .setPort(8080)
                        .setIpProtocol(6)
                        .build());
    }

    @Test
    void endpointsCountOnlyWhereTheServiceHasNoSlice() {
        assertThat(read.events())
                .filteredOn(event -> event.getKind().equals("EndpointSlice"))
                .extracting(event -> event.getName() + " " + event.getUid())
                .containsExactly("outside ep-2", "outside ep-2/1", "web-abc12 slice-1");
        assertThat(Reading.event(read, "EndpointSlice", "outside")
                        .getEndpointSlice()
                        .getEndpointsList())
                .extracting(SliceEndpoint::getReady)
                .containsExactly(true, false);
    }

    @Test
    void namespaceGetsTheLabelWithItsName() {
        InventoryEvent event = Reading.event(read, "Namespace", "shop");

        assertThat(event.getNamespace()).isEmpty();
        assertThat(event.getNamespaceObject().getLabelsMap())
                .containsOnly(Map.entry("team", "web"), Map.entry("kubernetes.io/metadata.name", "shop"));
    }

    @Test
    void nodeHasItsOwnAddressesAndItsPodsBlocks() {
        Node node = Reading.event(read, "Node", "node-1").getNode();

        assertThat(node.getIpsList()).containsExactly(ip("192.0.2.11"), ip("2001:db8::11"));
        assertThat(node.getPodCidrsList()).containsExactly("10.244.1.0/24", "fd00:10:244:1::/64");
    }

    @Test
    void policiesOfEveryDialectAreKeptAsTheyAre() {
        assertThat(read.events())
                .filteredOn(InventoryEvent::hasPolicy)
                .extracting(event -> event.getPolicy().getJson())
                .containsExactly(
                        "{\"apiVersion\":\"projectcalico.org/v3\",\"kind\":\"GlobalNetworkPolicy\","
                                + "\"metadata\":{\"name\":\"web\"},\"spec\":{\"order\":10.5,\"selector\":\"app == 'web'\"}}",
                        "{\"apiVersion\":\"cilium.io/v2\",\"kind\":\"CiliumNetworkPolicy\","
                                + "\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\"},"
                                + "\"spec\":{\"egress\":[{\"toFQDNs\":[{\"matchName\":\"example.com\"}]}],"
                                + "\"endpointSelector\":{\"matchLabels\":{\"app\":\"web\"}}}}",
                        "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"NetworkPolicy\","
                                + "\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":\"hand\"},"
                                + "\"name\":\"web\",\"namespace\":\"shop\",\"uid\":\"np-1\"},"
                                + "\"spec\":{\"ingress\":[],\"podSelector\":{},\"policyTypes\":[\"Ingress\"]}}");
    }

    @Test
    void noAnnotationAndNoSecretPasses() {
        assertThat(read.toString())
                .doesNotContain("secret")
                .doesNotContain("aHVudGVyMg")
                .doesNotContain("last-applied");
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    private static ContainerPort port(String name, int port, int protocol) {
        return ContainerPort.newBuilder()
                .setName(name)
                .setPort(port)
                .setIpProtocol(protocol)
                .build();
    }
}
