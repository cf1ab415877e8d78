package dev.weir.policy.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A namespace. The API server gives every namespace the label {@value #NAME_LABEL} with its name and lets nobody
 * change it, so the constructor adds it where an inventory lacks it.
 */
public record Namespace(String name, Map<String, String> labels) {

    public static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public Namespace {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.put(NAME_LABEL, name);
        labels = Collections.unmodifiableSortedMap(all);
    }
}
