package dev.weir.formats.hubble;

import dev.weir.formats.json.Scalars;
import java.util.Set;
import tools.jackson.core.JsonParser;

/**
 * An endpoint's labels, each {@code source:key=value}: what the pod has, and what Cilium has made up.
 *
 * <p>The pod's labels are the part that makes its identity (pod-template-hash and whatever a site filters are missing).
 * The made-up ones name the namespace, its labels, the service account and the cluster; a selector with one of them would
 * select nothing, so none is kept as a label.
 */
final class LabelReader {
    private static final String NAMESPACE = "io.kubernetes.pod.namespace";
    private static final String NAMESPACE_LABEL = "io.cilium.k8s.namespace.labels.";
    private static final String CLUSTER = "io.cilium.k8s.policy.cluster";
    private static final String SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";
    private static final String MADE_UP = "io.cilium.";

    /** Sources of pkg/labels; a text before a colon that is none of them belongs to a key. */
    private static final Set<String> OTHER_SOURCES =
            Set.of("any", "cilium-generated", "container", "directory", "node", "unspec", "cidrgroup", "mesos");

    private LabelReader() {}

    static void read(JsonParser in, RawEndpoint end) {
        Scalars.each(in, at -> label(Scalars.text(at), end));
    }

    static void label(String label, RawEndpoint end) {
        int colon = label.indexOf(':');
        int equals = label.indexOf('=');
        boolean hasSource = colon > 0 && (equals < 0 || colon < equals);
        String source = hasSource ? label.substring(0, colon) : "k8s";
        String rest = hasSource ? label.substring(colon + 1) : label;
        switch (source) {
            case "k8s" -> kubernetes(rest, end);
            case "reserved" -> end.reserved(Reserved.ofLabel(key(rest)));
            case "cidr" -> end.cidr(key(rest));
            case "fqdn" -> end.fqdn(key(rest));
            default -> {
                if (!OTHER_SOURCES.contains(source)) {
                    kubernetes(label, end);
                }
            }
        }
    }

    private static void kubernetes(String label, RawEndpoint end) {
        String key = key(label);
        String value = key.length() < label.length() ? label.substring(key.length() + 1) : "";
        end.hasKubernetesLabels = true;
        if (key.equals(NAMESPACE)) {
            end.labelNamespace = value;
        } else if (key.startsWith(NAMESPACE_LABEL)) {
            end.message.putNamespaceLabels(key.substring(NAMESPACE_LABEL.length()), value);
        } else if (key.equals(CLUSTER)) {
            end.labelCluster = value;
        } else if (key.equals(SERVICE_ACCOUNT)) {
            end.message.setServiceAccount(value);
        } else if (!key.isEmpty() && !key.startsWith(MADE_UP)) {
            end.message.putLabels(key, value);
        }
    }

    private static String key(String label) {
        int equals = label.indexOf('=');
        return equals < 0 ? label : label.substring(0, equals);
    }
}
