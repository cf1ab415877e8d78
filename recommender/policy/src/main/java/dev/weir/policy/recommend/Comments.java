package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Peer;
import dev.weir.policy.render.PolicyComments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a policy's comments say: who made it from what, and for each rule whom it is for. */
final class Comments {

    private Comments() {}

    /**
     * @param open directions in which the policy, all its parts together, allows something
     * @param header above everything
     */
    static PolicyComments of(Draft draft, Set<Direction> open, List<String> header) {
        return new PolicyComments(
                header, section(draft, Direction.INGRESS, open), section(draft, Direction.EGRESS, open));
    }

    /** What the policy is, in a sentence. */
    static String purpose(KnownWorkload subject, Observations observations, Draft draft) {
        if (observations.accepted().isEmpty()) {
            return "Weir: " + subject.title() + " was not seen to talk to anybody, so nothing is allowed"
                    + (draft.open().isEmpty() ? "." : " but what the cluster itself needs.");
        }
        String span = Evidence.of(observations.accepted()).span();
        return "Weir: what " + subject.title() + " was seen to do" + (span.isEmpty() ? "" : " (" + span + ")")
                + ", and nothing else.";
    }

    private static PolicyComments.Section section(Draft draft, Direction direction, Set<Direction> open) {
        List<DraftRule> rules = draft.rules(direction);
        List<String> whole = new ArrayList<>();
        if (rules.isEmpty()) {
            whole.add(
                    open.contains(direction)
                            ? "What is allowed in this direction is in other parts."
                            : "No connection of this direction was accepted: all are closed.");
        }
        return new PolicyComments.Section(
                whole, rules.stream().map(Comments::rule).toList());
    }

    private static List<String> rule(DraftRule rule) {
        List<String> lines = new ArrayList<>(rule.remarks());
        Map<String, List<Grant>> byTitle = new LinkedHashMap<>();
        rule.grants().forEach(grant -> byTitle.computeIfAbsent(grant.title(), it -> new ArrayList<>())
                .add(grant));
        byTitle.forEach((title, grants) -> lines.addAll(peer(title, grants)));
        return lines;
    }

    private static List<String> peer(String title, List<Grant> grants) {
        List<String> lines = new ArrayList<>();
        SortedSet<TransportPort> observed = ports(grants, Grant.Kind.OBSERVED);
        Evidence evidence = Evidence.of(grants.stream().map(Grant::because).toList());
        String who = evidence.names().isEmpty() ? title : title + " (" + String.join(", ", evidence.names()) + ")";
        lines.add(Stream.of(who + ": " + PortList.text(observed), evidence.span(), evidence.clients())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; ")));
        SortedSet<TransportPort> twins = ports(grants, Grant.Kind.DNS_TWIN);
        twins.removeAll(observed);
        if (!twins.isEmpty()) {
            lines.add(PortList.text(twins) + " was not observed; DNS falls back to it (RFC 7766).");
        }
        String siblings = siblings(grants);
        if (!siblings.isEmpty()) {
            lines.add("Not observed, but the API may be served there too: " + siblings);
        }
        return lines;
    }

    private static SortedSet<TransportPort> ports(List<Grant> grants, Grant.Kind kind) {
        return grants.stream()
                .filter(grant -> grant.kind() == kind)
                .map(Grant::port)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String siblings(List<Grant> grants) {
        if (grants.stream().noneMatch(grant -> grant.kind() == Grant.Kind.SIBLING)) {
            return "";
        }
        SortedSet<Peer> observed = new TreeSet<>(PeerOrder.CANONICAL);
        SortedSet<Peer> siblings = new TreeSet<>(PeerOrder.CANONICAL);
        grants.forEach(grant -> (grant.kind() == Grant.Kind.SIBLING ? siblings : observed).add(grant.peer()));
        siblings.removeAll(observed);
        return siblings.stream()
                .map(peer -> ((Peer.IpBlock) peer).cidr().network().toString())
                .collect(Collectors.joining(", "));
    }
}
