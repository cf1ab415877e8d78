package dev.weir.traffic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static final Entity WEB = Entities.workload("shop", "Deployment", "web");

    private final Strangers strangers = new Strangers(3);

    @Test
    void edgesBeyondTheBoundAreOneThatIsHeld() {
        for (int i = 0; i < 3; i++) {
            assertThat(strangers.bounded(from(i))).isEqualTo(from(i));
        }

        ObservedEdge fourth = strangers.bounded(from(4));
        ObservedEdge fifth = strangers.bounded(from(5));

        assertThat(fourth.getKey()).isEqualTo(fifth.getKey());
        assertThat(EdgeReducer.reduce(null, fourth).getReasonsList()).contains(QuarantineReason.TOO_MANY_PEERS);
        assertThat(strangers.beyond()).isEqualTo(2);
    }

    @Test
    void knownEdgeKeepsItsAddressBeyondTheBound() {
        for (int i = 0; i < 10; i++) {
            strangers.bounded(from(i));
        }

        assertThat(strangers.bounded(from(2))).isEqualTo(from(2));
    }

    @Test
    void edgesWithinTheClusterAreNotCounted() {
        ObservedEdge inside = edge(Entities.workload("shop", "Deployment", "api"), WEB);
        for (int i = 0; i < 10; i++) {
            assertThat(strangers.bounded(inside)).isEqualTo(inside);
        }

        assertThat(strangers.size()).isZero();
    }

    @Test
    void whatIsKnownSurvivesARestart() {
        for (int i = 0; i < 3; i++) {
            strangers.bounded(from(i));
        }
        Strangers restored = new Strangers(3);
        for (long hash : strangers.toArray()) {
            restored.restore(hash);
        }

        assertThat(restored.bounded(from(1))).isEqualTo(from(1));
        assertThat(restored.bounded(from(7))).isNotEqualTo(from(7));
    }

    @Test
    void manyAreFoundAgain() {
        Strangers many = new Strangers(10_000);
        for (int i = 0; i < 20_000; i++) {
            many.bounded(from(i));
        }

        assertThat(many.size()).isEqualTo(10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(many.bounded(from(i))).isEqualTo(from(i));
        }
    }

    private static ObservedEdge from(int i) {
        byte[] ip = {(byte) 203, (byte) (i >>> 16), (byte) (i >>> 8), (byte) i};
        return edge(Entities.external(ByteString.copyFrom(ip)), WEB);
    }

    private static ObservedEdge edge(Entity client, Entity server) {
        return ObservedEdge.newBuilder()
                .setKey(EdgeKey.newBuilder()
                        .setCluster("test")
                        .setClient(client)
                        .setServer(server)
                        .setIpProtocol(6)
                        .setPort(443))
                .build();
    }
}
