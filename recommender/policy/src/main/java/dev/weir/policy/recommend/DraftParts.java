package dev.weir.policy.recommend;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a draft into several that add up to it: what one allows, the union of the parts allows, for policies only add to
 * each other. Rules keep their order; a rule is cut between its peers, never through its ports.
 */
final class DraftParts {

    private final Draft whole;
    private final Fit fit;
    private final List<Piece> pieces = new ArrayList<>();

    /** Whether a part is short enough. */
    @FunctionalInterface
    interface Fit {
        boolean fits(Draft part, boolean isFirst);
    }

    /** A peer of a rule with what asked for it; no peer where the rule is for everybody. */
    private record Piece(Direction direction, DraftRule rule, Optional<Peer> peer, List<Grant> grants) {}

    private DraftParts(Draft whole, Fit fit) {
        this.whole = whole;
        this.fit = fit;
        for (Direction direction : Direction.values()) {
            whole.rules(direction).forEach(rule -> cut(rule, direction));
        }
    }

    /** As few parts that fit as can be had in the order of the rules. */
    static List<Draft> of(Draft whole, Fit fit) {
        return new DraftParts(whole, fit).parts();
    }

    private void cut(DraftRule rule, Direction direction) {
        if (rule.isForEverybody()) {
            pieces.add(new Piece(direction, rule, Optional.empty(), rule.grants()));
            return;
        }
        Map<Peer, List<Grant>> byPeer = rule.byPeer();
        byPeer.forEach((peer, grants) -> pieces.add(new Piece(direction, rule, Optional.of(peer), grants)));
    }

    /** A piece that does not fit even alone is a part by itself. */
    private List<Draft> parts() {
        List<Draft> parts = new ArrayList<>();
        int from = 0;
        while (from < pieces.size()) {
            int to = end(from);
            parts.add(part(pieces.subList(from, to)));
            from = to;
        }
        return parts.isEmpty() ? List.of(whole) : parts;
    }

    /** More pieces are never shorter, so the last that fits is found by halving. */
    private int end(int from) {
        int fits = from + 1;
        int tooMany = pieces.size() + 1;
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (fit.fits(part(pieces.subList(from, middle)), from == 0)) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private Draft part(List<Piece> some) {
        Map<Direction, List<DraftRule>> rules = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            rules.put(direction, rules(some, direction));
        }
        return whole.with(
                rules.getOrDefault(Direction.INGRESS, List.of()), rules.getOrDefault(Direction.EGRESS, List.of()));
    }

    private static List<DraftRule> rules(List<Piece> some, Direction direction) {
        List<DraftRule> rules = new ArrayList<>();
        for (int from = 0; from < some.size(); ) {
            DraftRule rule = some.get(from).rule();
            List<Peer> peers = new ArrayList<>();
            List<Grant> grants = new ArrayList<>();
            int to = from;
            for (; to < some.size() && some.get(to).rule() == rule; to++) {
                some.get(to).peer().ifPresent(peers::add);
                grants.addAll(some.get(to).grants());
            }
            if (some.get(from).direction() == direction) {
                rules.add(new DraftRule(new Rule(peers, rule.rule().ports()), grants, rule.remarks()));
            }
            from = to;
        }
        return rules;
    }

    /** The parts' rules one after another, as a reader of all documents counts them. */
    static Draft joined(List<Draft> parts) {
        List<DraftRule> ingress =
                parts.stream().flatMap(part -> part.ingress().stream()).toList();
        List<DraftRule> egress =
                parts.stream().flatMap(part -> part.egress().stream()).toList();
        return parts.get(0).with(ingress, egress);
    }
}
