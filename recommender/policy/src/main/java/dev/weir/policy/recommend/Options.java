package dev.weir.policy.recommend;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a person may decide about recommendations. Serializable, so that a job can carry it to where it recommends.
 *
 * @param protectedNamespaces namespaces without which the cluster stops: looked at, but nothing is proposed for them
 * @param proposeProtected propose policies for these too
 * @param externalSurplus external addresses that a rule may allow beyond those observed, of each family, 0 to 2^32, so
 *     that it needs fewer blocks; 0 = each observed address is a block of its own
 * @param defaultDenyApart a direction without rules is closed by a policy of its own, to be applied after the others
 * @param exposedOpen everybody may reach the pods' ports behind NodePort and LoadBalancer Services
 */
public record Options(
        SortedSet<String> protectedNamespaces,
        boolean proposeProtected,
        long externalSurplus,
        boolean defaultDenyApart,
        boolean exposedOpen)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** All addresses of IPv4: whoever wants more wants no policy. */
    public static final long MOST_SURPLUS = 1L << 32;

    public Options {
        if (externalSurplus < 0 || externalSurplus > MOST_SURPLUS) {
            throw new IllegalArgumentException("The external surplus is 0 to 2^32 addresses, not " + externalSurplus);
        }
        protectedNamespaces = Collections.unmodifiableSortedSet(new TreeSet<>(protectedNamespaces));
    }

    /** The namespaces of {@link ProtectedNamespaces} are protected, every rule is exact, and default deny is not apart. */
    public static Options defaults() {
        return new Options(ProtectedNamespaces.BY_DEFAULT, false, 0, false, false);
    }

    /** The same, with policies for protected namespaces too. */
    public Options proposingProtected() {
        return new Options(protectedNamespaces, true, externalSurplus, defaultDenyApart, exposedOpen);
    }

    /** The same, with more namespaces protected. */
    public Options protecting(Collection<String> namespaces) {
        SortedSet<String> all = new TreeSet<>(protectedNamespaces);
        all.addAll(namespaces);
        return new Options(all, proposeProtected, externalSurplus, defaultDenyApart, exposedOpen);
    }

    /**
     * The same, with so many external addresses allowed beyond those observed, for each rule and family.
     *
     * @throws IllegalArgumentException if it is not 0 to 2^32
     */
    public Options withExternalSurplus(long addresses) {
        return new Options(protectedNamespaces, proposeProtected, addresses, defaultDenyApart, exposedOpen);
    }

    /** The same, with default deny as policies of its own, so that all others can be applied before it. */
    public Options withDefaultDenyApart() {
        return new Options(protectedNamespaces, proposeProtected, externalSurplus, true, exposedOpen);
    }

    /** The same, with what NodePort and LoadBalancer Services lead to open to everybody. */
    public Options openingExposed() {
        return new Options(protectedNamespaces, proposeProtected, externalSurplus, defaultDenyApart, true);
    }

    boolean withholds(String namespace) {
        return !proposeProtected && ProtectedNamespaces.holds(protectedNamespaces, namespace);
    }
}
