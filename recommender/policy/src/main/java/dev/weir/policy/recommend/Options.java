package dev.weir.policy.recommend;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a person may decide about recommendations.
 *
 * @param protectedNamespaces namespaces that run the cluster itself: looked at, but nothing is proposed for them
 * @param proposeProtected propose policies for these too
 */
public record Options(SortedSet<String> protectedNamespaces, boolean proposeProtected) {

    public Options {
        protectedNamespaces = Collections.unmodifiableSortedSet(new TreeSet<>(protectedNamespaces));
    }

    /** The namespaces that Kubernetes makes for itself are protected. */
    public static Options defaults() {
        return new Options(new TreeSet<>(Set.of("kube-system", "kube-public", "kube-node-lease")), false);
    }

    /** The same, with policies for protected namespaces too. */
    public Options proposingProtected() {
        return new Options(protectedNamespaces, true);
    }

    boolean withholds(String namespace) {
        return protectedNamespaces.contains(namespace) && !proposeProtected;
    }
}
