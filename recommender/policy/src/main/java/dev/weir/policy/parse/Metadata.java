package dev.weir.policy.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of {@code metadata} that matters here; the rest is the API server's own and is not looked at.
 *
 * @param namespace empty for a cluster-wide object
 * @param name the name, or {@code generateName} where the server would still make one
 */
record Metadata(String namespace, String name, Map<String, String> labels, Map<String, String> annotations) {

    static final String DEFAULT_NAMESPACE = "default";

    /** Reads the metadata of an object that lives in a namespace, and names the object in the report. */
    static Metadata namespaced(KubernetesObject object, Report report) {
        return read(object, report, true);
    }

    /** Reads the metadata of an object that lives in none, and names the object in the report. */
    static Metadata clusterWide(KubernetesObject object, Report report) {
        return read(object, report, false);
    }

    private static Metadata read(KubernetesObject object, Report report, boolean namespaced) {
        Optional<Fields> fields =
                object.fields().require("metadata", "an object needs a name").map(Field::fields);
        String name = fields.flatMap(Metadata::name).orElse("");
        String namespace = namespaced ? fields.flatMap(Metadata::namespace).orElse(DEFAULT_NAMESPACE) : "";
        report.about(object.kind() + " " + (namespaced ? namespace + "/" : "") + name);
        return new Metadata(
                namespace,
                name,
                fields.flatMap(it -> it.get("labels")).map(Metadata::labels).orElse(Map.of()),
                fields.flatMap(it -> it.get("annotations"))
                        .map(Metadata::annotations)
                        .orElse(Map.of()));
    }

    private static Optional<String> name(Fields metadata) {
        Optional<Field> field = metadata.get("name");
        Optional<String> name = field.flatMap(Field::text);
        field.ifPresent(at -> name.ifPresent(text -> Names.checkDnsSubdomain(at, text)));
        Optional<String> prefix = metadata.text("generateName");
        if (field.isEmpty() && prefix.isEmpty()) {
            metadata.owner().reject("\"name\" is missing", "an object needs a name");
        }
        return name.or(() -> prefix);
    }

    private static Optional<String> namespace(Fields metadata) {
        Optional<Field> field = metadata.get("namespace");
        if (field.isEmpty()) {
            metadata.owner().warn("no namespace", "read as one of \"" + DEFAULT_NAMESPACE + "\"");
        }
        Optional<String> namespace = field.flatMap(Field::text);
        field.ifPresent(at -> namespace.ifPresent(text -> Names.checkDnsLabel(at, text)));
        return namespace;
    }

    /** A map of labels. A value that is null is the empty value, as it is for the API server. */
    static Map<String, String> labels(Field field) {
        Map<String, String> labels = new LinkedHashMap<>();
        field.fields().all().forEach((key, value) -> {
            Names.checkLabelKey(value, key);
            String text = value.isNull() ? "" : value.text().orElse("");
            Names.checkLabelValue(value, text);
            labels.put(key, text);
        });
        return labels;
    }

    private static Map<String, String> annotations(Field field) {
        Map<String, String> annotations = new LinkedHashMap<>();
        field.fields().all().forEach((key, value) -> {
            Names.checkLabelKey(value, key);
            annotations.put(key, value.isNull() ? "" : value.text().orElse(""));
        });
        return annotations;
    }
}
