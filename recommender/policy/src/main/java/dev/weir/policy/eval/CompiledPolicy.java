package dev.weir.policy.eval;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** A NetworkPolicy with its subject and its peers as sets. Equal only to itself. */
final class CompiledPolicy {

    private final NetworkPolicy policy;
    private final Selection subject;
    private final List<CompiledRule> ingress;
    private final List<CompiledRule> egress;
    private final boolean mentionsAddresses;

    CompiledPolicy(NetworkPolicy policy, PodClasses classes) {
        this.policy = policy;
        subject = new Selection(PodQuery.subject(policy), classes);
        ingress = rules(Direction.INGRESS, classes);
        egress = rules(Direction.EGRESS, classes);
        mentionsAddresses = Stream.concat(ingress.stream(), egress.stream())
                .anyMatch(rule -> !rule.addresses().isEmpty());
    }

    private List<CompiledRule> rules(Direction direction, PodClasses classes) {
        if (!policy.spec().isolates(direction)) {
            return List.of();
        }
        return policy.spec().rules(direction).stream()
                .map(rule -> new CompiledRule(rule, policy.namespace(), classes))
                .toList();
    }

    NetworkPolicy policy() {
        return policy;
    }

    Selection subject() {
        return subject;
    }

    List<CompiledRule> rules(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    /** Whether a rule in force names addresses. */
    boolean mentionsAddresses() {
        return mentionsAddresses;
    }

    /** Looks again at some classes. Returns whether the policy now means something else. */
    boolean refresh(BitSet podClasses, PodClasses classes) {
        boolean changed = subject.refresh(podClasses, classes);
        for (CompiledRule rule : ingress) {
            changed |= rule.refresh(podClasses, classes);
        }
        for (CompiledRule rule : egress) {
            changed |= rule.refresh(podClasses, classes);
        }
        return changed;
    }
}
