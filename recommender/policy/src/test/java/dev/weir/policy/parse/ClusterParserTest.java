package dev.weir.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterParserTest {

    private static final String SNAPSHOT = """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Node
              metadata: {name: n1, labels: {zone: a}, uid: "1"}
              status:
                addresses: [{type: Hostname, address: n1}, {type: InternalIP, address: 172.18.0.2}]
            - apiVersion: v1
              kind: Service
              metadata: {name: web, namespace: shop}
            - apiVersion: v1
              kind: Pod
              metadata: {name: web-1, namespace: shop, labels: {app: web}}
              spec:
                nodeName: n1
                containers:
                - ports: [{name: http, containerPort: 8080}, {containerPort: 9}]
                initContainers:
                - ports: [{name: setup, containerPort: 1}]
                - restartPolicy: Always
                  ports: [{name: mesh, containerPort: 15090, protocol: UDP}]
              status: {phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}
            - apiVersion: v1
              kind: Pod
              metadata: {name: job-1, namespace: shop}
              spec: {hostNetwork: true, containers: []}
              status: {phase: Succeeded, podIP: 172.18.0.2}
            """;

    @Test
    void podIsReadAsPoliciesSeeIt() {
        Pod pod = ClusterParser.parse(SNAPSHOT).orElseThrow().pods().get(1);

        assertThat(pod.addresses()).containsExactly(IpAddress.of("10.0.0.1"), IpAddress.of("fd00::1"));
        assertThat(pod.namedPorts())
                .containsExactly(new NamedPort("http", Protocol.TCP, 8080), new NamedPort("mesh", Protocol.UDP, 15090));
        assertThat(pod.node()).isEqualTo(Optional.of("n1"));
        assertThat(pod.completed()).isFalse();
    }

    @Test
    void completedHostNetworkPodIsReadAsSuch() {
        Pod pod = ClusterParser.parse(SNAPSHOT).orElseThrow().pods().get(0);

        assertThat(pod.completed()).isTrue();
        assertThat(pod.hostNetwork()).isTrue();
        assertThat(pod.addresses()).containsExactly(IpAddress.of("172.18.0.2"));
    }

    @Test
    void namespaceThatOnlyAPodMentionsIsThereWithItsName() {
        Cluster cluster = ClusterParser.parse(SNAPSHOT).orElseThrow();

        assertThat(cluster.namespaces()).containsExactly(new Namespace("shop", Map.of()));
        assertThat(cluster.nodes().get(0).addresses()).containsExactly(IpAddress.of("172.18.0.2"));
    }

    @Test
    void podThatIsThereTwiceIsRefused() {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: x}\n";

        assertThat(ClusterParser.parse(pod + "---\n" + pod))
                .isInstanceOfSatisfying(Parsed.Rejected.class, rejected -> assertThat(rejected.problems())
                        .isEqualTo(List.of(new Problem(
                                4 + 1,
                                "Pod x/a",
                                "",
                                "a mapping",
                                "is there twice",
                                "a snapshot shows each object once"))));
    }
}
