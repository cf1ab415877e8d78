package dev.weir.policy.eval;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Pod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pods that have a network of their own, by everything that rules can see of them: class, families, named ports and,
 * where some rule names addresses, those. What is said of two kinds is said of all their pods.
 */
final class PodKinds {

    private static final Comparator<Pod> BY_NAME =
            Comparator.comparing(Pod::namespace).thenComparing(Pod::name);

    private final List<Pod> pods;
    private final int[] kindOf;
    private final List<PodKind> kinds = new ArrayList<>();
    private final Map<Integer, BitSet> byClass = new HashMap<>();
    private final KindAddresses addresses;

    /** @param addresses empty where no rule names any */
    private record Looks(
            int podClass, Set<AddressFamily> families, List<NamedPort> namedPorts, List<IpAddress> addresses) {}

    /**
     * @param byAddress whether some rule may tell pods apart by their addresses
     */
    PodKinds(Collection<Pod> all, PolicyIndex policies, boolean byAddress) {
        pods = all.stream()
                .filter(pod -> !pod.hostNetwork() && !pod.completed())
                .sorted(BY_NAME)
                .toList();
        kindOf = new int[pods.size()];
        Map<Looks, Integer> numbers = new HashMap<>();
        for (int i = 0; i < kindOf.length; i++) {
            Pod pod = pods.get(i);
            Looks looks = new Looks(
                    policies.classOf(pod), pod.families(), pod.namedPorts(), byAddress ? pod.addresses() : List.of());
            kindOf[i] = numbers.computeIfAbsent(looks, it -> add(it.podClass(), pod));
            kinds.get(kindOf[i]).count(pod);
        }
        addresses = new KindAddresses(byAddress ? kinds : List.of());
    }

    private int add(int podClass, Pod first) {
        int number = kinds.size();
        kinds.add(new PodKind(podClass, first));
        byClass.computeIfAbsent(podClass, unused -> new BitSet()).set(number);
        return number;
    }

    /** By namespace and name. */
    List<Pod> pods() {
        return pods;
    }

    int kindOf(int pod) {
        return kindOf[pod];
    }

    List<PodKind> kinds() {
        return kinds;
    }

    /** As {@link KindAddresses#addWithin}. */
    void addWithin(AddressSet set, Set<AddressFamily> families, BitSet into) {
        if (!set.isEmpty()) {
            addresses.addWithin(set, families, into);
        }
    }

    /** The kinds of some classes; the caller may change the set. */
    BitSet ofClasses(BitSet classes) {
        BitSet found = new BitSet(kinds.size());
        for (int podClass = classes.nextSetBit(0); podClass >= 0; podClass = classes.nextSetBit(podClass + 1)) {
            BitSet those = byClass.get(podClass);
            if (those != null) {
                found.or(those);
            }
        }
        return found;
    }
}
