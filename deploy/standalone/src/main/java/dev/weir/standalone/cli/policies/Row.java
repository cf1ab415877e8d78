package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.AllowedConnections;
import dev.weir.policy.model.PortSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of a list of connections.
 *
 * @param protocol TCP, UDP or SCTP; {@code all} where every port of every protocol is open
 * @param ports pairs of first and last port, ascending
 */
record Row(String src, String dst, String protocol, List<List<Integer>> ports) {

    static final String ALL = "all";

    static List<Row> of(List<AllowedConnections> connections) {
        return connections.stream().flatMap(Row::of).toList();
    }

    private static Stream<Row> of(AllowedConnections it) {
        String from = it.from().toString();
        String to = it.to().toString();
        if (it.ports().isAll()) {
            return Stream.of(new Row(from, to, ALL, pairs(PortSet.all())));
        }
        return it.ports().byProtocol().entrySet().stream()
                .map(entry -> new Row(from, to, entry.getKey().toString(), pairs(entry.getValue())));
    }

    private static List<List<Integer>> pairs(PortSet ports) {
        return ports.intervals().stream()
                .map(interval -> List.of(interval.first(), interval.last()))
                .toList();
    }

    /** The line of a table; {@code before} stands in front of it. */
    static Stream<String[]> table(AllowedConnections it, String... before) {
        Stream<String> cells =
                Stream.of(it.from().toString(), it.to().toString(), it.ports().toString());
        return Stream.<String[]>of(Stream.concat(Stream.of(before), cells).toArray(String[]::new));
    }
}
