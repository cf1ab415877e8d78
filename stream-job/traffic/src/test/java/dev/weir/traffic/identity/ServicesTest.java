package dev.weir.traffic.identity;

import static dev.weir.traffic.Flows.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Clusters;
import dev.weir.traffic.identity.Resolution.Ambiguous;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ServicePort;
import dev.weir.v1.SliceEndpoint;
import org.junit.jupiter.api.Test;

/** What each kind of service leads to: what the network plugin matches after translation. */
class ServicesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Entity API = Entities.workload("shop", "Deployment", "api");

    private final Inventory inventory = new Inventory(5 * SECOND);

    @Test
    void nodePortLeadsToTheEndpointOfItsServiceOnEveryNode() {
        inventory.apply(Clusters.node("node-1", "172.18.0.2", "10.244.0.0/24"));
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        InventoryEvent service = Clusters.service("shop", "api", "10.96.0.10", 80);
        inventory.apply(service.toBuilder()
                .setService(service.getService().toBuilder()
                        .setType("NodePort")
                        .setPorts(0, port(service).setNodePort(30_080)))
                .build());
        inventory.apply(Clusters.slice("shop", "api", 8080, "10.244.0.6"));

        assertThat(at("172.18.0.2", 30_080)).isEqualTo(new Known(API, "", "", 8080));
        assertThat(((Known) at("172.18.0.2", 30_081)).entity().getKind()).isEqualTo(EntityKind.ENTITY_NODE);
    }

    @Test
    void loadBalancersAddressLeadsToTheEndpoint() {
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        InventoryEvent service = Clusters.service("shop", "api", "10.96.0.10", 80);
        inventory.apply(service.toBuilder()
                .setService(service.getService().toBuilder().addExternalIps(ip("198.51.100.7")))
                .build());
        inventory.apply(Clusters.slice("shop", "api", 8080, "10.244.0.6"));

        assertThat(at("198.51.100.7", 80)).isEqualTo(new Known(API, "", "", 8080));
    }

    @Test
    void serviceWithoutSelectorLeadsOutside() {
        inventory.apply(Clusters.service("shop", "db", "10.96.0.12", 5432));
        inventory.apply(Clusters.slice("shop", "db", 6432, "203.0.113.9"));

        assertThat(at("10.96.0.12", 5432)).isEqualTo(new Known(Entities.external(ip("203.0.113.9")), "", "", 6432));
    }

    @Test
    void headlessAndExternalNameServicesHaveNoAddressOfTheirOwn() {
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        InventoryEvent service = Clusters.service("shop", "api", "10.96.0.10", 8080);
        inventory.apply(service.toBuilder()
                .setService(service.getService().toBuilder().clearClusterIps().setHeadless(true))
                .build());
        inventory.apply(Clusters.slice("shop", "api", 8080, "10.244.0.6"));

        assertThat(((Known) at("10.244.0.6", 8080)).entity()).isEqualTo(API);
        assertThat(inventory.listens(API, 6, 8080)).isTrue();
    }

    @Test
    void sliceWithoutPortStandsForEveryPort() {
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        inventory.apply(Clusters.service("shop", "api", "10.96.0.10", 8080));
        inventory.apply(Clusters.slice("shop", "api", 0, "10.244.0.6"));

        assertThat(at("10.96.0.10", 8080)).isEqualTo(new Known(API, "", "", 8080));
    }

    @Test
    void podOfASliceIsFoundWhoeverHadItsAddressBefore() {
        inventory.apply(Clusters.pod("shop", "old-1", "u1", "old", "10.244.0.6", 10 * SECOND, 20 * SECOND));
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 21 * SECOND, 0));
        inventory.apply(Clusters.service("shop", "api", "10.96.0.10", 80));
        InventoryEvent slice = Clusters.slice("shop", "api", 8080, "10.244.0.6");

        inventory.apply(slice);
        assertThat(at("10.96.0.10", 80)).isEqualTo(new Known(API, "", "", 8080));

        SliceEndpoint named = slice.getEndpointSlice().getEndpoints(0).toBuilder()
                .setTargetKind("Pod")
                .setTargetNamespace("shop")
                .setTargetName("api-1")
                .setTargetUid("u2")
                .build();
        inventory.apply(slice.toBuilder()
                .setEndpointSlice(slice.getEndpointSlice().toBuilder().setEndpoints(0, named))
                .build());
        assertThat(at("10.96.0.10", 80)).isEqualTo(new Known(API, "", "", 8080));
    }

    @Test
    void addressOfADeletedServiceIsItsNextOwnersOnlyAfterwards() {
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        inventory.apply(Clusters.slice("shop", "api", 8080, "10.244.0.6"));
        inventory.apply(Clusters.service("shop", "old", "10.96.0.10", 80).toBuilder()
                .setValidToNs(100 * SECOND)
                .build());
        inventory.apply(Clusters.service("shop", "api", "10.96.0.10", 80).toBuilder()
                .setValidFromNs(200 * SECOND)
                .build());

        assertThat(((Known) at("10.96.0.10", 80, 50)).entity()).isEqualTo(Entities.service("shop", "old"));
        assertThat(((Known) at("10.96.0.10", 80, 300)).entity()).isEqualTo(API);
        inventory.apply(Clusters.service("shop", "old", "10.96.0.10", 80).toBuilder()
                .setValidToNs(199 * SECOND)
                .build());
        assertThat(at("10.96.0.10", 80, 201)).isEqualTo(new Ambiguous());
    }

    @Test
    void bothFamiliesLeadToTheSameWorkload() {
        InventoryEvent pod = Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0);
        inventory.apply(pod.toBuilder()
                .setPod(pod.getPod().toBuilder().addIps(ip("fd00:10:244::6")))
                .build());
        InventoryEvent service = Clusters.service("shop", "api", "10.96.0.10", 80);
        inventory.apply(service.toBuilder()
                .setService(service.getService().toBuilder().addClusterIps(ip("fd00:10:96::a")))
                .build());
        InventoryEvent slice = Clusters.slice("shop", "api", 8080, "10.244.0.6");
        inventory.apply(slice);
        inventory.apply(Clusters.slice("shop", "api", 8080, "fd00:10:244::6").toBuilder()
                .setName("api-v6")
                .setUid("slice-v6")
                .build());

        assertThat(at("10.96.0.10", 80)).isEqualTo(new Known(API, "", "", 8080));
        assertThat(at("fd00:10:96::a", 80)).isEqualTo(new Known(API, "", "", 8080));
        assertThat(((Known) at("fd00:10:244::6", 8080)).entity()).isEqualTo(API);
    }

    @Test
    void severalApiServersAreOne() {
        inventory.apply(Clusters.service("default", "kubernetes", "10.96.0.1", 443));
        inventory.apply(Clusters.slice("default", "kubernetes", 6443, "172.18.0.4", "172.18.0.3"));

        Known api = (Known) at("10.96.0.1", 443);

        assertThat(api.entity()).isEqualTo(Entities.apiServer(ip("172.18.0.3")));
        assertThat(api.port()).isEqualTo(6443);
    }

    private static ServicePort.Builder port(InventoryEvent service) {
        return service.getService().getPorts(0).toBuilder();
    }

    private Resolution at(String address, int port) {
        return inventory.addressed(ip(address), 6, port, Span.ANY_TIME);
    }

    private Resolution at(String address, int port, long second) {
        return inventory.addressed(ip(address), 6, port, new Span(second * SECOND, second * SECOND));
    }
}
