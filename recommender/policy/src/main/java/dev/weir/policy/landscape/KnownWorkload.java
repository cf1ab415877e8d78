package dev.weir.policy.landscape;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Pod;
import dev.weir.v1.Entity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A workload and the pods it has now.
 *
 * @param entity how edges name it
 * @param selector the controller's own {@code spec.selector}; empty where there is none
 * @param templateLabels labels of the pods it makes; of a pod that is gone where no template is known; may be empty
 * @param pods running pods with a network of their own, by name
 * @param representatives of the pods one of each set of labels and of address families, by name
 * @param labelSets each set of labels that these pods carry, once; what the template says while there are none
 * @param hostAddresses addresses of the nodes under its pods on the host network
 * @param onHostNetwork it has pods, and all of them are on the host network: to policies they are their nodes
 * @param current it runs, or its controller stands; otherwise only pods that are gone tell of it
 */
public record KnownWorkload(
        Entity entity,
        Optional<LabelSelector> selector,
        Map<String, String> templateLabels,
        List<Pod> pods,
        List<Pod> representatives,
        List<Map<String, String>> labelSets,
        SortedSet<IpAddress> hostAddresses,
        boolean onHostNetwork,
        boolean current) {

    /** The kind of a workload that nothing but the labels in flows tells of. */
    public static final String INFERRED_KIND = "Labels";

    public KnownWorkload {
        templateLabels = Collections.unmodifiableSortedMap(new TreeMap<>(templateLabels));
        pods = List.copyOf(pods);
        representatives = List.copyOf(representatives);
        labelSets = List.copyOf(labelSets);
        hostAddresses = Collections.unmodifiableSortedSet(new TreeSet<>(hostAddresses));
    }

    public String namespace() {
        return entity.getNamespace();
    }

    /** Like {@code Deployment web}; the name alone of a workload that only labels tell of. */
    public String title() {
        return title(entity.getName());
    }

    /** Like {@code Deployment shop/web}, for a reader who may be in another namespace. */
    public String fullTitle() {
        return title(namespace() + "/" + entity.getName());
    }

    private String title(String name) {
        return isInferred() ? name : entity.getWorkloadKind() + " " + name;
    }

    public boolean isInferred() {
        return entity.getWorkloadKind().equals(INFERRED_KIND);
    }

    /** Its pods, or {@link #replica} while there are none: whoever is asked about can be judged. */
    public List<Pod> members() {
        return pods.isEmpty() && !onHostNetwork ? List.of(replica()) : pods;
    }

    /**
     * One more pod of this workload, as a scale-up would bring it. It has no address, and a name that the API would
     * refuse, so it is never mistaken for a real one.
     */
    public Pod replica() {
        Map<String, String> labels =
                pods.isEmpty() ? templateLabels : pods.get(0).labels();
        String name = entity.getWorkloadKind() + "/" + entity.getName();
        return new Pod(namespace(), name, labels, List.of(), List.of(), false, Optional.empty(), false);
    }
}
