package dev.weir.policy.landscape;

import dev.weir.v1.InventoryEvent;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A Service that the API server calls: an admission webhook, a conversion webhook of a custom resource, or an aggregated
 * API. It calls rarely, and from a node or from outside the cluster; where the answer does not come, the API refuses what
 * it was asked for.
 *
 * @param title the object that says so, like {@code ValidatingWebhookConfiguration policy}
 * @param port of the Service
 */
public record ApiCallback(String namespace, String service, int port, String title) implements Comparable<ApiCallback> {

    private static final Comparator<ApiCallback> ORDER = Comparator.comparing(ApiCallback::namespace)
            .thenComparing(ApiCallback::service)
            .thenComparingInt(ApiCallback::port)
            .thenComparing(ApiCallback::title);

    static Stream<ApiCallback> of(InventoryEvent event) {
        return event.getApiCallback().getServicesList().stream()
                .map(service -> new ApiCallback(
                        service.getNamespace(),
                        service.getName(),
                        service.getPort(),
                        event.getKind() + " " + event.getName()));
    }

    @Override
    public int compareTo(ApiCallback other) {
        return ORDER.compare(this, other);
    }
}
