package dev.weir.collector.inventory;

import dev.weir.v1.ApiCallback;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom the API server calls: {@code clientConfig.service} of admission webhooks (admissionregistration.k8s.io/v1) and of
 * the conversion webhook of a custom resource (apiextensions.k8s.io/v1), {@code spec.service} of an aggregated API
 * (apiregistration.k8s.io/v1). A port that is left out is 443 in all of them.
 */
final class CallbackMapping {
    private static final int DEFAULT_PORT = 443;

    private static final Comparator<ServiceReference> ORDER = Comparator.comparing(ServiceReference::getNamespace)
            .thenComparing(ServiceReference::getName)
            .thenComparingInt(ServiceReference::getPort);

    private CallbackMapping() {}

    static void into(InventoryEvent.Builder event, GenericKubernetesResource object, Remarks remarks) {
        Map<String, Object> root = object.getAdditionalProperties();
        ApiCallback.Builder body = ApiCallback.newBuilder();
        Stream.Builder<Place> places = Stream.builder();
        List<?> webhooks = root.get("webhooks") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < webhooks.size(); i++) {
            places.add(new Place(
                    "webhooks[" + i + "].clientConfig.service", at(webhooks.get(i), "clientConfig", "service")));
        }
        places.add(new Place("spec.service", at(root, "spec", "service")));
        places.add(new Place(
                "spec.conversion.webhook.clientConfig.service",
                at(root, "spec", "conversion", "webhook", "clientConfig", "service")));
        places.build()
                .flatMap(place -> place.service(remarks).stream())
                .distinct()
                .sorted(ORDER)
                .forEach(body::addServices);
        event.setApiCallback(body);
    }

    private static @Nullable Object at(@Nullable Object tree, String... keys) {
        Object value = tree;
        for (String key : keys) {
            value = value instanceof Map<?, ?> fields ? fields.get(key) : null;
        }
        return value;
    }

    private record Place(String path, @Nullable Object value) {
        List<ServiceReference> service(Remarks remarks) {
            if (!(value instanceof Map<?, ?> fields)) {
                return List.of();
            }
            String namespace = text(fields.get("namespace"));
            String name = text(fields.get("name"));
            int port = fields.get("port") instanceof Number number ? number.intValue() : DEFAULT_PORT;
            if (namespace.isEmpty() || name.isEmpty()) {
                remarks.add(path, "", "names no service; it is left out", "a service has a namespace and a name");
                return List.of();
            }
            if (!Ports.isPort(path + ".port", port, remarks)) {
                return List.of();
            }
            return List.of(ServiceReference.newBuilder()
                    .setNamespace(namespace)
                    .setName(name)
                    .setPort(port)
                    .build());
        }

        private static String text(@Nullable Object value) {
            return value instanceof String text ? text : "";
        }
    }
}
