package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Peer;
import dev.weir.policy.render.PolicyComments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a policy's comments say: who made it from what, and for each rule whom it is for. */
final class Comments {

    private Comments() {}

    /** @param also what the policy allows beyond that, and what else a reader should know */
    static PolicyComments of(KnownWorkload subject, Draft draft, Observations observations, List<String> also) {
        List<String> header = new ArrayList<>();
        header.add(purpose(subject, observations));
        header.addAll(also);
        return new PolicyComments(header, section(draft, Direction.INGRESS), section(draft, Direction.EGRESS));
    }

    private static String purpose(KnownWorkload subject, Observations observations) {
        if (observations.accepted().isEmpty()) {
            return "Weir: " + subject.title() + " was not seen to talk to anybody, so nothing is allowed.";
        }
        String span = Evidence.of(observations.accepted()).span();
        return "Weir: what " + subject.title() + " was seen to do" + (span.isEmpty() ? "" : " (" + span + ")")
                + ", and nothing else.";
    }

    private static PolicyComments.Section section(Draft draft, Direction direction) {
        List<DraftRule> rules = draft.rules(direction);
        List<String> whole =
                rules.isEmpty() ? List.of("No connection of this direction was accepted: all are closed.") : List.of();
        return new PolicyComments.Section(
                whole, rules.stream().map(Comments::rule).toList());
    }

    private static List<String> rule(DraftRule rule) {
        List<String> lines = new ArrayList<>();
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
