package dev.weir.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.policy.model.DeclaredPort;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotPartTest {

    private static final String REPLICA = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-5d4f8b-x7z2p
              namespace: shop
              labels: {app: web, pod-template-hash: 5d4f8b}
              ownerReferences:
              - {apiVersion: apps/v1, kind: ReplicaSet, name: web-5d4f8b, controller: true}
            spec:
              containers:
              - name: web
                ports:
                - {containerPort: 8080}
                - {containerPort: 53, protocol: UDP, name: dns}
            """;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 2
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    ports: [{containerPort: 8080, name: http}]
            """;

    private static final String REPLICA_SET = """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-5d4f8b
              namespace: shop
              ownerReferences:
              - {apiVersion: apps/v1, kind: Deployment, name: web, controller: true}
            spec: {replicas: 1}
            """;

    @Test
    void podBelongsToTheTopOfItsOwnerChain() {
        assertThat(join(REPLICA, REPLICA_SET, DEPLOYMENT).pods())
                .extracting(OwnedPod::workload)
                .containsExactly(new Workload("shop", "Deployment", "web"));
    }

    @Test
    void nameOfReplicaSetTellsItsDeploymentWhereTheSnapshotLacksIt() {
        assertThat(join(REPLICA).pods())
                .extracting(OwnedPod::workload)
                .containsExactly(new Workload("shop", "Deployment", "web"));
    }

    @Test
    void everyContainerPortIsDeclared() {
        assertThat(join(REPLICA).pods().get(0).declaredPorts())
                .containsExactly(new DeclaredPort(Protocol.TCP, 8080), new DeclaredPort(Protocol.UDP, 53));
    }

    @Test
    void controllerWithoutPodsIsJudgedByItsTemplate() {
        OwnedPod standIn = join(DEPLOYMENT).pods().get(0);

        assertThat(standIn.pod().name()).isEqualTo("web");
        assertThat(standIn.pod().labels()).containsEntry("app", "web");
        assertThat(standIn.pod().addresses()).isEmpty();
        assertThat(standIn.declaredPorts()).containsExactly(new DeclaredPort(Protocol.TCP, 8080));
    }

    @Test
    void controllerScaledToNothingHasNoPods() {
        assertThat(join(DEPLOYMENT.replace("replicas: 2", "replicas: 0")).pods())
                .isEmpty();
    }

    @Test
    void objectThatTwoTextsHoldAlikeCountsOnce() {
        assertThat(join(REPLICA, REPLICA).pods()).hasSize(1);
    }

    @Test
    void twoVersionsOfOneObjectAreRefused() {
        assertThatThrownBy(() -> join(REPLICA, REPLICA.replace("app: web", "app: other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shop/web-5d4f8b-x7z2p");
    }

    private static Snapshot join(String... texts) {
        List<SnapshotPart> parts = Stream.of(texts)
                .map(text -> ClusterParser.parsePart(text).orElseThrow())
                .toList();
        return SnapshotPart.join(parts);
    }
}
