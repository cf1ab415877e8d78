package dev.weir.policy.eval;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the answer about two parties may change from one port to the next. */
final class PortCuts {

    private PortCuts() {}

    /** The first ports of all intervals within which the answer is the same, ascending from the lowest port. */
    static int[] between(ResolvedParty from, ResolvedParty to, Protocol protocol, PolicyIndex policies) {
        IntStream cuts = IntStream.concat(IntStream.of(Ports.LOWEST), Arrays.stream(policies.clusterCuts(protocol)));
        cuts = IntStream.concat(cuts, starts(from, Direction.EGRESS, protocol, policies));
        cuts = IntStream.concat(cuts, starts(to, Direction.INGRESS, protocol, policies));
        cuts = IntStream.concat(cuts, named(to, protocol));
        return cuts.filter(port -> port <= Ports.HIGHEST).sorted().distinct().toArray();
    }

    /** The addresses of a pod are of one class, so its first side speaks for all. */
    private static IntStream starts(ResolvedParty party, Direction direction, Protocol protocol, PolicyIndex policies) {
        int podClass = party.sides()[0].podClass();
        return podClass == Side.NO_POD
                ? IntStream.empty()
                : Arrays.stream(policies.allowance(direction, podClass).starts(protocol));
    }

    private static IntStream named(ResolvedParty to, Protocol protocol) {
        return to.sides()[0].endpoint().namedPorts().stream()
                .filter(port -> port.protocol() == protocol)
                .mapToInt(NamedPort::number)
                .flatMap(port -> IntStream.of(port, port + 1));
    }

    /** The first port that is meant and the first that is no more, where that is known by number. */
    static IntStream ends(Ports ports) {
        if (ports instanceof Ports.Number number) {
            return IntStream.of(number.number(), number.number() + 1);
        }
        if (ports instanceof Ports.Range range) {
            return IntStream.of(range.first(), range.last() + 1);
        }
        return IntStream.empty();
    }
}
