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
 * @param externalSurplus external addresses that a rule may allow beyond those observed, of each family, 0 to 2^32, so that it needs
 *     fewer blocks; 0 = each observed address is a block of its own
 */
public record Options(SortedSet<String> protectedNamespaces, boolean proposeProtected, long externalSurplus) {

    /** All addresses of IPv4: whoever wants more wants no policy. */
    public static final long MOST_SURPLUS = 1L << 32;

    public Options {
        if (externalSurplus < 0 || externalSurplus > MOST_SURPLUS) {
            throw new IllegalArgumentException("The external surplus is 0 to 2^32 addresses, not " + externalSurplus);
        }
        protectedNamespaces = Collections.unmodifiableSortedSet(new TreeSet<>(protectedNamespaces));
    }

    /** The namespaces that Kubernetes makes for itself are protected. */
    public static Options defaults() {
        return new Options(new TreeSet<>(Set.of("kube-system", "kube-public", "kube-node-lease")), false, 0);
    }

    /** The same, with policies for protected namespaces too. */
    public Options proposingProtected() {
        return new Options(protectedNamespaces, true, externalSurplus);
    }

    /**
     * The same, with so many external addresses allowed beyond those observed, for each rule and family.
     *
     * @throws IllegalArgumentException if it is not 0 to 2^32
     */
    public Options withExternalSurplus(long addresses) {
        return new Options(protectedNamespaces, proposeProtected, addresses);
    }

    boolean withholds(String namespace) {
        return protectedNamespaces.contains(namespace) && !proposeProtected;
    }
}
