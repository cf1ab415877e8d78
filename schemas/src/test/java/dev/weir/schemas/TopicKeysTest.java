package dev.weir.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class TopicKeysTest {
    private static final Entity WEB = workload("shop", "web");
    private static final Entity DB = workload("shop", "db");

    @Test
    void edgeKeyReadsAsAPath() {
        EdgeKey edge = EdgeKey.newBuilder()
                .setCluster("prod")
                .setClient(WEB)
                .setServer(DB)
                .setIpProtocol(6)
                .setPort(5432)
                .build();

        assertThat(TopicKeys.edgeKey(edge))
                .isEqualTo("prod/workload(shop,Deployment,web,)/workload(shop,Deployment,db,)/6/5432");
    }

    @Test
    void recommendationKeyNamesTheSubject() {
        assertThat(TopicKeys.recommendationKey("prod", WEB)).isEqualTo("prod/shop/Deployment/web");
    }

    @Test
    void recommendationForSomethingWithoutPodsIsRefused() {
        assertThatThrownBy(() -> TopicKeys.recommendationKey("prod", external(8, 8, 8, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("external-ip(,,,8.8.8.8)");
    }

    @Test
    void deadLetterKeyIsThePositionItWasReadFrom() {
        assertThat(TopicKeys.deadLetterKey("hubble-flows", 3, 99)).isEqualTo("hubble-flows/3/99");
    }

    @Test
    void snapshotEndsOfTwoClustersAreTwoRecords() {
        InventoryEvent end = InventoryEvent.newBuilder()
                .setKind("Snapshot")
                .setCluster("prod")
                .build();

        assertThat(TopicKeys.inventoryKey(end)).isEqualTo("Snapshot///@prod");
        assertThat(TopicKeys.inventoryKey(end.toBuilder().setCluster("test").build()))
                .isEqualTo("Snapshot///@test");
    }

    @Test
    void mappedAddressIsNotTakenForTheIpv4One() {
        Entity mapped = external(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 8, 8, 8, 8);

        assertThat(TopicKeys.clientKey(EdgeKey.newBuilder()
                        .setCluster("prod")
                        .setClient(mapped)
                        .build()))
                .isEqualTo("prod/external-ip(,,,0:0:0:0:0:ffff:808:808)");
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void differentEdgesNeverShareAKey(@ForAll("edges") EdgeKey one, @ForAll("edges") EdgeKey other) {
        assertThat(TopicKeys.edgeKey(one).equals(TopicKeys.edgeKey(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void differentObjectsNeverShareAKey(
            @ForAll("texts") String namespace,
            @ForAll("texts") String name,
            @ForAll("texts") String otherNamespace,
            @ForAll("texts") String otherName) {
        boolean same = namespace.equals(otherNamespace) && name.equals(otherName);

        assertThat(TopicKeys.inventoryKey("Pod", namespace, name, "u")
                        .equals(TopicKeys.inventoryKey("Pod", otherNamespace, otherName, "u")))
                .isEqualTo(same);
    }

    // Few characters and short texts, so that near-collisions are tried often.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("a/%(),2f").ofMaxLength(3);
    }

    @Provide
    Arbitrary<EdgeKey> edges() {
        Arbitrary<Entity> entities = Combinators.combine(
                        Arbitraries.of(EntityKind.ENTITY_WORKLOAD, EntityKind.ENTITY_EXTERNAL_NAME), texts(), texts())
                .as((kind, namespace, name) -> Entity.newBuilder()
                        .setKind(kind)
                        .setNamespace(namespace)
                        .setName(name)
                        .build());
        return Combinators.combine(
                        texts(), entities, entities, Arbitraries.integers().between(-1, 1))
                .as((cluster, client, server, port) -> EdgeKey.newBuilder()
                        .setCluster(cluster)
                        .setClient(client)
                        .setServer(server)
                        .setPort(port)
                        .build());
    }

    private static Entity workload(String namespace, String name) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace(namespace)
                .setWorkloadKind("Deployment")
                .setName(name)
                .build();
    }

    private static Entity external(int... bytes) {
        byte[] ip = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ip[i] = (byte) bytes[i];
        }
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_EXTERNAL_IP)
                .setIp(ByteString.copyFrom(ip))
                .build();
    }
}
