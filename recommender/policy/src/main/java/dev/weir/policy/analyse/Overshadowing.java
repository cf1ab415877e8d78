package dev.weir.policy.analyse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;

/**
 * Finds rules that add nothing, because others allow all that they do: one of them alone, or several together.
 *
 * <p>Rules are judged from the last to the first, and one that adds nothing no longer counts for those before it. So all
 * rules that are found can go at once, and of two equal ones the later is found.
 */
final class Overshadowing {

    private final List<RuleScope> counting;

    private Overshadowing(Collection<RuleScope> counting) {
        this.counting = new ArrayList<>(counting);
    }

    /**
     * For each rule that adds nothing those that overshadow it, in order; no fewer of them would do.
     *
     * @param scopes rules of one namespace, in their order; those that concern nobody count for nothing
     */
    static Map<RuleScope, List<RuleScope>> of(Collection<RuleScope> scopes) {
        Overshadowing left =
                new Overshadowing(scopes.stream().filter(it -> !it.isIdle()).toList());
        List<RuleScope> all = List.copyOf(left.counting);
        Map<RuleScope, List<RuleScope>> found = new IdentityHashMap<>();
        for (ListIterator<RuleScope> it = all.listIterator(all.size()); it.hasPrevious(); ) {
            RuleScope scope = it.previous();
            List<RuleScope> by = left.overshadowing(scope);
            if (!by.isEmpty()) {
                found.put(scope, by);
                left.counting.remove(scope);
            }
        }
        return found;
    }

    private List<RuleScope> overshadowing(RuleScope scope) {
        List<RuleScope> others = counting.stream()
                .filter(other -> other != scope)
                .filter(other -> other.ref().direction() == scope.ref().direction())
                .filter(other -> other.subjects().intersects(scope.subjects()))
                .toList();
        for (RuleScope other : others) {
            if (other.covers(scope)) {
                return List.of(other);
            }
        }
        return cover(others, scope) ? fewest(others, scope) : List.of();
    }

    /** Leaves out one after the other, as long as the rest will do. */
    private static List<RuleScope> fewest(List<RuleScope> enough, RuleScope scope) {
        List<RuleScope> kept = new ArrayList<>(enough);
        for (RuleScope spare : enough) {
            List<RuleScope> fewer = new ArrayList<>(kept);
            fewer.remove(spare);
            if (cover(fewer, scope)) {
                kept = fewer;
            }
        }
        return kept;
    }

    /** Whether every pair of a subject and a peer has rules among these that together open all ports. */
    private static boolean cover(List<RuleScope> others, RuleScope scope) {
        for (BitSet about :
                kinds(scope.subjects(), others, (rule, pod) -> rule.subjects().get(pod))) {
            List<RuleScope> here = about.stream().mapToObj(others::get).toList();
            if (!peers(scope, here).stream()
                    .allMatch(kind -> opened(kind.stream().mapToObj(here::get).toList(), scope))) {
                return false;
            }
        }
        return true;
    }

    private static Set<BitSet> peers(RuleScope scope, List<RuleScope> rules) {
        if (scope.isForEverybody()) {
            BitSet forEverybody = new BitSet();
            for (int i = 0; i < rules.size(); i++) {
                forEverybody.set(i, rules.get(i).isForEverybody());
            }
            return Set.of(forEverybody);
        }
        Set<BitSet> kinds = kinds(
                scope.peers(),
                rules,
                (rule, pod) -> rule.isForEverybody() || rule.peers().get(pod));
        kinds.addAll(kinds(
                scope.addresses(),
                rules,
                (rule, piece) -> rule.isForEverybody() || rule.addresses().get(piece)));
        return kinds;
    }

    /** Whether a rule is about a pod or a piece of the address space, which are known by their positions. */
    private interface About {
        boolean test(RuleScope rule, int position);
    }

    /** The members of a set, told apart by the rules that are about them: positions of those, each set of them once. */
    private static Set<BitSet> kinds(BitSet members, List<RuleScope> rules, About about) {
        Set<BitSet> kinds = new HashSet<>();
        members.stream().forEach(member -> {
            BitSet found = new BitSet();
            for (int i = 0; i < rules.size(); i++) {
                found.set(i, about.test(rules.get(i), member));
            }
            kinds.add(found);
        });
        return kinds;
    }

    private static boolean opened(List<RuleScope> by, RuleScope scope) {
        OpenPorts open = by.stream().map(RuleScope::numbers).reduce(OpenPorts.none(), OpenPorts::union);
        return scope.numbers().minus(open).isEmpty()
                && scope.names().stream()
                        .allMatch(name -> open.of(name.protocol()).isAll()
                                || by.stream().anyMatch(it -> it.names().contains(name)));
    }
}
