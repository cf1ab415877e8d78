package dev.weir.policy.eval;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the answer about two parties may change from one port to the next. Asked for every pair of workloads there is,
 * so it works on arrays: with streams it took longer than the judgements themselves.
 */
final class PortCuts {

    private static final int[] LOWEST_ONLY = {Ports.LOWEST};

    private PortCuts() {}

    /** The first ports of all intervals within which the answer is the same, ascending from the lowest port. */
    static int[] between(ResolvedParty from, ResolvedParty to, Protocol protocol, PolicyIndex policies) {
        int[] egress = starts(from, Direction.EGRESS, protocol, policies);
        int[] ingress = starts(to, Direction.INGRESS, protocol, policies);
        int[] clusterWide = policies.clusterCuts(protocol);
        // The addresses of a pod have one pod behind them, so the first side speaks for all.
        List<NamedPort> named = to.sides()[0].endpoint().namedPorts();
        if (egress.length == 1 && ingress.length == 1 && clusterWide.length == 0 && named.isEmpty()) {
            return LOWEST_ONLY;
        }
        int[] all = Arrays.copyOf(egress, egress.length + ingress.length + clusterWide.length + 2 * named.size());
        int count = append(ingress, all, egress.length);
        count = append(clusterWide, all, count);
        for (NamedPort port : named) {
            if (port.protocol() == protocol) {
                all[count++] = port.number();
                all[count++] = port.number() + 1;
            }
        }
        return distinct(all, count);
    }

    private static int append(int[] some, int[] all, int count) {
        System.arraycopy(some, 0, all, count, some.length);
        return count + some.length;
    }

    /** The first {@code count} of some ports, ascending, each once, none past the highest. */
    static int[] distinct(int[] all, int count) {
        Arrays.sort(all, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (all[i] <= Ports.HIGHEST && (kept == 0 || all[kept - 1] != all[i])) {
                all[kept++] = all[i];
            }
        }
        return Arrays.copyOf(all, kept);
    }

    /** INVARIANT: the first is the lowest port. */
    private static int[] starts(ResolvedParty party, Direction direction, Protocol protocol, PolicyIndex policies) {
        int podClass = party.sides()[0].podClass();
        return podClass == Side.NO_POD
                ? LOWEST_ONLY
                : policies.allowance(direction, podClass).starts(protocol);
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
