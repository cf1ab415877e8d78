package dev.weir.collector.inventory;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.Writer;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a live cluster to a file that {@link InventoryFiles} reads back: the same objects give the same events. The same
 * rights as {@link InventoryWatcher} are needed, without {@code watch}. Only the fields that an inventory is read from are
 * written.
 */
public final class ClusterExport {
    private static final Set<Integer> REFUSALS = Set.of(403, 404);

    private final KubernetesClient client;
    private final int pageSize;

    /**
     * What was written.
     *
     * @param objects how many objects
     * @param refused kinds that the API server does not have or does not let us see, with the HTTP status
     */
    public record Exported(long objects, SortedMap<String, Integer> refused) {
        /** Copies the map. */
        public Exported {
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
        }
    }

    /**
     * @param client of the cluster; closed by whoever made it
     * @param pageSize objects asked for at once, at least 1
     */
    public ClusterExport(KubernetesClient client, int pageSize) {
        this.client = client;
        this.pageSize = pageSize;
    }

    /**
     * Writes all objects, a YAML document each.
     *
     * @throws IOException if the writer fails
     * @throws KubernetesClientException if the API server fails otherwise than by refusing a kind
     */
    public Exported write(Writer out) throws IOException {
        long objects = 0;
        SortedMap<String, Integer> refused = new TreeMap<>();
        for (ObservedKind kind : ObservedKind.watched()) {
            try {
                objects += write(kind, out);
            } catch (KubernetesClientException e) {
                if (!REFUSALS.contains(e.getCode())) {
                    throw e;
                }
                refused.put(kind.title(), e.getCode());
            }
        }
        return new Exported(objects, refused);
    }

    private long write(ObservedKind kind, Writer out) throws IOException {
        long objects = 0;
        String next = null;
        do {
            GenericKubernetesResourceList page = page(kind, next);
            for (GenericKubernetesResource object : page.getItems()) {
                ObjectNode tree = client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
                out.write(SnapshotYaml.document(InventoryFields.of(kind, tree)));
                objects++;
            }
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return objects;
    }

    private GenericKubernetesResourceList page(ObservedKind kind, @Nullable String next) {
        ResourceDefinitionContext context = kind.definition();
        return client.genericKubernetesResources(context)
                .inAnyNamespace()
                .list(new ListOptionsBuilder()
                        .withLimit((long) pageSize)
                        .withContinue(next)
                        .build());
    }
}
