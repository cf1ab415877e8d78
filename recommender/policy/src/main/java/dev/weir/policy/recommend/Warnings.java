package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.EntityKind;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person should know before a policy is applied: one sentence a matter, sorted. */
final class Warnings {

    /** More addresses than this for one name are a fleet whose addresses change. */
    private static final int FEW_ADDRESSES = 8;

    private final SortedSet<String> sentences = new TreeSet<>();

    private Warnings() {}

    static List<String> of(
            KnownWorkload subject,
            Selection selection,
            Observations observations,
            Draft draft,
            Landscape landscape,
            Openings openings) {
        Warnings warnings = new Warnings();
        warnings.identity(subject, selection);
        warnings.standing(subject, draft.policy(), landscape);
        warnings.plugin(draft.policy());
        warnings.addresses(observations);
        warnings.evidence(observations);
        warnings.sentences.addAll(openings.closed());
        return List.copyOf(warnings.sentences);
    }

    private void identity(KnownWorkload subject, Selection selection) {
        selection
                .alsoMatches()
                .forEach(other -> sentences.add(
                        "No stable label tells " + subject.title() + " and " + Naming.title(other, subject.namespace())
                                + " apart, so this policy selects the pods of both."));
        if (subject.isInferred()) {
            sentences.add("No inventory tells of this workload: its labels are those that flows carried, and pods that"
                    + " were silent are not known.");
        }
    }

    private void standing(KnownWorkload subject, NetworkPolicy policy, Landscape landscape) {
        sentences.addAll(landscape.namespace(subject.namespace()).unreadable());
        sentences.addAll(landscape.unreadableClusterPolicies());
        boolean isolated = landscape.namespace(subject.namespace()).policies().stream()
                .filter(standing -> !standing.name().equals(policy.name()))
                .anyMatch(standing ->
                        subject.labelSets().stream().anyMatch(standing.spec().podSelector()::matches));
        if (isolated) {
            sentences.add("Other policies select these pods too; what they allow stays allowed.");
        }
    }

    private void plugin(NetworkPolicy policy) {
        List<PolicyPort> ports = Stream.concat(policy.spec().ingress().stream(), policy.spec().egress().stream())
                .flatMap(rule -> rule.ports().stream())
                .toList();
        if (ports.stream().anyMatch(port -> port.ports() instanceof Ports.Range)) {
            sentences.add("A network plugin without support for endPort opens only the first port of a range.");
        }
        if (ports.stream().anyMatch(port -> port.protocol() == Protocol.SCTP)) {
            sentences.add("Not every network plugin knows SCTP.");
        }
    }

    private void addresses(Observations observations) {
        Stream<EntityKind> kinds = observations.accepted().stream()
                .flatMap(
                        edge -> Stream.of(edge.client().getKind(), edge.server().getKind()));
        kinds.distinct().forEach(kind -> {
            switch (kind) {
                case ENTITY_API_SERVER ->
                    sentences.add("The API server is named by address; in a managed cluster its addresses may change.");
                case ENTITY_NODE ->
                    sentences.add("Nodes are named by address; a node that joins later is not allowed.");
                case ENTITY_LOCAL_NODE ->
                    sentences.add("Traffic with the node a pod runs on needs no rule: NetworkPolicy never closes it.");
                default -> {
                    // Pods and single external addresses need no word.
                }
            }
        });
        fleets(observations);
    }

    private void fleets(Observations observations) {
        observations.accepted(Direction.EGRESS).stream()
                .filter(edge -> edge.server().getKind() == EntityKind.ENTITY_EXTERNAL_IP)
                .flatMap(edge -> edge.names().stream())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .forEach((name, count) -> {
                    if (count > FEW_ADDRESSES) {
                        sentences.add(name + " was reached at many addresses, which change; a NetworkPolicy cannot name"
                                + " it otherwise.");
                    }
                });
    }

    private void evidence(Observations observations) {
        int sampling = observations.accepted().stream()
                .mapToInt(Observation::sampling)
                .max()
                .orElse(0);
        if (sampling > 1) {
            sentences.add("Flows were sampled, down to one packet in " + Integer.toUnsignedString(sampling)
                    + ": rare connections may be missing.");
        }
    }
}
