package dev.weir.policy.recommend;

import dev.weir.policy.model.Direction;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The edges of one subject, each once, in the order of their keys: what any order and repetition comes down to. */
record Observations(Entity subject, List<Observation> accepted, List<Observation> held) {

    static Observations of(Entity subject, Collection<ObservedEdge> edges) {
        SortedMap<String, Observation> byKey = new TreeMap<>();
        for (ObservedEdge edge : edges) {
            Observation observation = Observation.of(edge);
            if (!observation.client().equals(subject) && !observation.server().equals(subject)) {
                throw new IllegalArgumentException("Edge \"" + observation.id()
                        + "\" is none of " + subject.getNamespace() + "/" + subject.getName()
                        + "; give only edges whose client or server is the subject");
            }
            byKey.merge(observation.id(), observation, Observation::merge);
        }
        return new Observations(
                subject,
                byKey.values().stream().filter(Observation::accepted).toList(),
                byKey.values().stream().filter(it -> !it.accepted()).toList());
    }

    /** Accepted edges in which the subject is the one that a direction's rules are for. */
    List<Observation> accepted(Direction direction) {
        return accepted.stream()
                .filter(it -> subject.equals(direction == Direction.EGRESS ? it.client() : it.server()))
                .toList();
    }
}
