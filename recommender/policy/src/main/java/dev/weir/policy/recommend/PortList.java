package dev.weir.policy.recommend;

import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ports of a rule in the fewest items: three or more in a row become a range. */
final class PortList {

    /** Two in a row are as short when written one by one, and need no plugin that knows {@code endPort}. */
    private static final int SHORTEST_RANGE = 3;

    private PortList() {}

    static List<PolicyPort> of(Collection<TransportPort> ports) {
        List<PolicyPort> items = new ArrayList<>();
        for (List<TransportPort> row : rows(ports)) {
            Protocol protocol = row.get(0).protocol();
            if (row.size() < SHORTEST_RANGE) {
                row.forEach(port -> items.add(new PolicyPort(protocol, Ports.number(port.port()))));
                continue;
            }
            int last = row.get(row.size() - 1).port();
            items.add(new PolicyPort(protocol, Ports.range(row.get(0).port(), last)));
        }
        return items;
    }

    /** The ports of such items, one by one. */
    static SortedSet<TransportPort> single(Collection<PolicyPort> items) {
        SortedSet<TransportPort> ports = new TreeSet<>();
        for (PolicyPort item : items) {
            if (item.ports() instanceof Ports.Range range) {
                IntStream.rangeClosed(range.first(), range.last())
                        .forEach(port -> ports.add(new TransportPort(item.protocol(), port)));
            } else {
                ports.add(new TransportPort(item.protocol(), ((Ports.Number) item.ports()).number()));
            }
        }
        return ports;
    }

    static boolean holds(Collection<PolicyPort> items, TransportPort port) {
        return single(items).contains(port);
    }

    /** Like {@code TCP 80, TCP 8000-8010}. */
    static String text(Collection<TransportPort> ports) {
        return of(ports).stream().map(PortList::text).collect(Collectors.joining(", "));
    }

    private static String text(PolicyPort item) {
        if (item.ports() instanceof Ports.Range range) {
            return item.protocol() + " " + range.first() + "-" + range.last();
        }
        return item.protocol() + " " + ((Ports.Number) item.ports()).number();
    }

    /** The ports cut into rows of neighbours of one protocol. */
    private static List<List<TransportPort>> rows(Collection<TransportPort> ports) {
        List<List<TransportPort>> rows = new ArrayList<>();
        TransportPort before = null;
        for (TransportPort port : new TreeSet<>(ports)) {
            boolean neighbour =
                    before != null && before.protocol() == port.protocol() && before.port() + 1 == port.port();
            if (!neighbour) {
                rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(port);
            before = port;
        }
        return rows;
    }
}
