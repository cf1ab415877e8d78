package dev.weir.traffic.identity;

import static dev.weir.traffic.Flows.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Clusters;
import dev.weir.traffic.identity.Resolution.Ambiguous;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.traffic.identity.Resolution.Unknown;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Entity WEB = Entities.workload("shop", "Deployment", "web");
    private static final Entity API = Entities.workload("shop", "Deployment", "api");

    private final Inventory inventory = new Inventory(5 * SECOND);

    @Test
    void reusedAddressBelongsToWhoeverHadItThen() {
        inventory.apply(Clusters.pod("shop", "web-1", "u1", "web", "10.244.0.5", 100 * SECOND, 200 * SECOND));
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.5", 220 * SECOND, 0));

        assertThat(owner("10.244.0.5", 150 * SECOND)).isEqualTo(WEB);
        assertThat(owner("10.244.0.5", 300 * SECOND)).isEqualTo(API);
    }

    @Test
    void addressIsAmbiguousWhileItChangesHands() {
        inventory.apply(Clusters.pod("shop", "web-1", "u1", "web", "10.244.0.5", 100 * SECOND, 200 * SECOND));
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.5", 201 * SECOND, 0));

        assertThat(inventory.addressed(ip("10.244.0.5"), 6, 80, new Span(198 * SECOND, 203 * SECOND)))
                .isEqualTo(new Ambiguous());
    }

    @Test
    void addressOfNobodyAtThatTimeIsUnknown() {
        inventory.apply(Clusters.node("node-1", "172.18.0.2", "10.244.0.0/24"));
        inventory.apply(Clusters.pod("shop", "web-1", "u1", "web", "10.244.0.5", 100 * SECOND, 200 * SECOND));

        assertThat(inventory.addressed(ip("10.244.0.5"), 6, 80, new Span(500 * SECOND, 510 * SECOND)))
                .isEqualTo(new Unknown());
    }

    @Test
    void addressInAPodRangeIsNeverOutside() {
        inventory.apply(Clusters.node("node-1", "172.18.0.2", "10.244.0.0/24"));

        assertThat(inventory.addressed(ip("10.244.0.77"), 6, 80, new Span(0, 0)))
                .isEqualTo(new Unknown());
        assertThat(owner("10.99.0.1", 0).getKind()).isEqualTo(EntityKind.ENTITY_EXTERNAL_IP);
        assertThat(owner("203.0.113.9", 0).getKind()).isEqualTo(EntityKind.ENTITY_EXTERNAL_IP);
    }

    @Test
    void privateAddressIsUnknownWhereNobodyToldThePodRanges() {
        assertThat(inventory.addressed(ip("10.99.0.1"), 6, 80, new Span(0, 0))).isEqualTo(new Unknown());
        assertThat(owner("203.0.113.9", 0).getKind()).isEqualTo(EntityKind.ENTITY_EXTERNAL_IP);
    }

    @Test
    void serviceIsResolvedToTheEndpointsPort() {
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0, 8080));
        inventory.apply(Clusters.service("shop", "api", "10.96.0.10", 80));
        inventory.apply(Clusters.slice("shop", "api", 8080, "10.244.0.6"));

        assertThat(inventory.addressed(ip("10.96.0.10"), 6, 80, new Span(0, 0)))
                .isEqualTo(new Known(API, "", "", 8080));
    }

    @Test
    void serviceOfTwoWorkloadsStaysAService() {
        inventory.apply(Clusters.pod("shop", "api-1", "u1", "api", "10.244.0.6", 0, 0));
        inventory.apply(Clusters.pod("shop", "web-1", "u2", "web", "10.244.0.7", 0, 0));
        inventory.apply(Clusters.service("shop", "both", "10.96.0.11", 80));
        inventory.apply(Clusters.slice("shop", "both", 8080, "10.244.0.6", "10.244.0.7"));

        assertThat(owner("10.96.0.11", 0).getKind()).isEqualTo(EntityKind.ENTITY_SERVICE);
    }

    @Test
    void apiServerIsKnownByItsEndpointAndPort() {
        inventory.apply(Clusters.node("node-1", "172.18.0.2", "10.244.0.0/24"));
        inventory.apply(Clusters.slice("default", "kubernetes", 6443, "172.18.0.2"));

        Resolution asked = inventory.addressed(ip("172.18.0.2"), 6, 6443, Span.ANY_TIME);
        Resolution other = inventory.addressed(ip("172.18.0.2"), 6, 9100, Span.ANY_TIME);
        assertThat(((Known) asked).entity().getKind()).isEqualTo(EntityKind.ENTITY_API_SERVER);
        assertThat(((Known) other).entity().getKind()).isEqualTo(EntityKind.ENTITY_NODE);
    }

    @Test
    void endpointSliceDeclaresAListener() {
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        assertThat(inventory.listens(API, 6, 8080)).isFalse();

        inventory.apply(Clusters.slice("shop", "api", 8080, "10.244.0.6"));

        assertThat(inventory.listens(API, 6, 8080)).isTrue();
    }

    @Test
    void labelsOfTwoWorkloadsAreAmbiguous() {
        inventory.apply(Clusters.pod("shop", "web-1", "u1", "web", "10.244.0.7", 0, 0));
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));

        assertThat(inventory.labelled("shop", Map.of("app", "web"))).isEqualTo(Known.of(WEB));
        assertThat(inventory.labelled("shop", Map.of())).isEqualTo(new Ambiguous());
        assertThat(inventory.labelled("shop", Map.of("app", "db"))).isEqualTo(new Unknown());
    }

    private Entity owner(String address, long atNs) {
        return ((Known) inventory.addressed(ip(address), 6, 80, new Span(atNs, atNs))).entity();
    }
}
