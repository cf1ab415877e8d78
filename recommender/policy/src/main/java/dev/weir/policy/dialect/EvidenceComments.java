package dev.weir.policy.dialect;

import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.Direction;
import dev.weir.policy.render.PolicyComments;
import dev.weir.v1.Entity;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RuleEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Comments from the evidence that a recommendation carries for each rule. */
final class EvidenceComments {

    private static final long DAY_NS = 86_400_000_000_000L;

    private EvidenceComments() {}

    static PolicyComments of(Recommendation recommendation) {
        Entity subject = recommendation.getSubject();
        String header = "Weir: what " + subject.getWorkloadKind() + " " + subject.getName()
                + " was seen to do, and nothing else; made from NetworkPolicy " + recommendation.getPolicyName() + ".";
        return new PolicyComments(
                List.of(header), section(recommendation, Direction.INGRESS), section(recommendation, Direction.EGRESS));
    }

    private static PolicyComments.Section section(Recommendation recommendation, Direction direction) {
        String wanted = direction.text().toLowerCase(Locale.ROOT);
        List<List<String>> rules = new ArrayList<>();
        for (RuleEvidence rule : recommendation.getRulesList()) {
            if (rule.getDirection().equals(wanted)) {
                rules.add(List.of(rule(rule, direction)));
            }
        }
        return new PolicyComments.Section(List.of(), rules);
    }

    private static String rule(RuleEvidence rule, Direction direction) {
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

    private static String title(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD -> entity.getWorkloadKind() + " " + entity.getNamespace() + "/" + entity.getName();
            case ENTITY_API_SERVER -> "the API server";
            case ENTITY_NODE -> "node " + entity.getName();
            default ->
                "address "
                        + WireAddress.of(entity.getIp()).map(Object::toString).orElse(entity.getName());
        };
    }
}
