package dev.weir.policy.dialect;

import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.render.PolicyComments;
import dev.weir.v1.Entity;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RuleEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Comments from the evidence that a recommendation carries for each rule. */
final class EvidenceComments {

    private static final long DAY_NS = 86_400_000_000_000L;

    private final PeerFacts facts;

    private EvidenceComments(PeerFacts facts) {
        this.facts = facts;
    }

    /** @param facts tell the names of addresses, for a dialect that has none in its rules */
    static PolicyComments of(Recommendation recommendation, PeerFacts facts) {
        EvidenceComments comments = new EvidenceComments(facts);
        Entity subject = recommendation.getSubject();
        String header = "Weir: what " + subject.getWorkloadKind() + " " + subject.getName()
                + " was seen to do, and nothing else; made from NetworkPolicy " + recommendation.getPolicyName() + ".";
        return new PolicyComments(
                List.of(header),
                comments.section(recommendation, Direction.INGRESS),
                comments.section(recommendation, Direction.EGRESS));
    }

    private PolicyComments.Section section(Recommendation recommendation, Direction direction) {
        String wanted = direction.text().toLowerCase(Locale.ROOT);
        List<List<String>> rules = new ArrayList<>();
        for (RuleEvidence rule : recommendation.getRulesList()) {
            if (rule.getDirection().equals(wanted)) {
                rules.add(List.of(rule(rule, direction)));
            }
        }
        return new PolicyComments.Section(List.of(), rules);
    }

    private String rule(RuleEvidence rule, Direction direction) {
        String who = rule.getEdgesList().stream()
                .map(edge -> title(direction == Direction.INGRESS ? edge.getClient() : edge.getServer()))
                .distinct()
                .collect(Collectors.joining(", "));
        if (rule.getFirstNs() <= 0) {
            return who;
        }
        LocalDate first = day(rule.getFirstNs());
        LocalDate last = day(rule.getLastNs());
        return who + "; " + first + (first.equals(last) ? "" : " to " + last);
    }

    private static LocalDate day(long ns) {
        return LocalDate.ofEpochDay(ns / DAY_NS);
    }

    private String title(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD -> entity.getWorkloadKind() + " " + entity.getNamespace() + "/" + entity.getName();
            case ENTITY_API_SERVER -> "the API server";
            case ENTITY_NODE -> "node " + entity.getName();
            default -> WireAddress.of(entity.getIp()).map(this::address).orElse("address " + entity.getName());
        };
    }

    private String address(IpAddress address) {
        SortedSet<String> names = facts.names().getOrDefault(address, new TreeSet<>());
        return "address " + address + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
    }
}
