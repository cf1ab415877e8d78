package dev.weir.policy.analyse;

import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What passes between the workloads of one cluster and not between those of the same names in another, as of a test
 * cluster and the real one. What passes from or to any pod of a workload counts for the workload. Nodes are left out:
 * they are others in every cluster. Connections of a workload that only one of the clusters has are no difference
 * between policies and are left out too.
 *
 * @param gained passes only in the second cluster
 * @param lost passes only in the first cluster
 * @param added workloads that only the second cluster has
 * @param removed workloads that only the first cluster has
 */
public record WorkloadDiff(
        List<AllowedConnections> gained, List<AllowedConnections> lost, List<Workload> added, List<Workload> removed) {

    public WorkloadDiff {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** Compares two clusters, each under its policies. */
    public static WorkloadDiff of(Snapshot before, PolicySet policiesBefore, Snapshot after, PolicySet policiesAfter) {
        Side first = new Side(before, policiesBefore);
        Side second = new Side(after, policiesAfter);
        SortedSet<Workload> common = new TreeSet<>(first.workloads);
        common.retainAll(second.workloads);
        return new WorkloadDiff(
                second.beyond(first, common), first.beyond(second, common), only(second, common), only(first, common));
    }

    public boolean isEmpty() {
        return Stream.of(gained, lost, added, removed).allMatch(List::isEmpty);
    }

    private static List<Workload> only(Side side, SortedSet<Workload> common) {
        return side.workloads.stream()
                .filter(workload -> !common.contains(workload))
                .toList();
    }

    private record Pair(Place from, Place to) {
        boolean isWithin() {
            return from.equals(to);
        }
    }

    private static final class Side {

        private final SortedSet<Workload> workloads = new TreeSet<>();
        /** Workloads of one pod: what would pass between two of its pods is not listed. */
        private final Set<Place> lonely = new HashSet<>();

        private final List<AllowedConnections> connections;

        Side(Snapshot snapshot, PolicySet policies) {
            Map<Place, Place> owners = new HashMap<>();
            for (OwnedPod pod : snapshot.pods()) {
                owners.put(Place.OfPod.of(pod.pod()), new Place.OfWorkload(pod.workload()));
                if (!pod.pod().completed() && !pod.pod().hostNetwork()) {
                    Place place = new Place.OfWorkload(pod.workload());
                    if (workloads.add(pod.workload())) {
                        lonely.add(place);
                    } else {
                        lonely.remove(place);
                    }
                }
            }
            connections = Connectivity.of(snapshot, policies).withoutNodes().connections().stream()
                    .map(it -> new AllowedConnections(
                            owners.getOrDefault(it.from(), it.from()),
                            owners.getOrDefault(it.to(), it.to()),
                            it.ports()))
                    .toList();
        }

        List<AllowedConnections> beyond(Side other, SortedSet<Workload> common) {
            SortedSet<IpAddress> starts = new TreeSet<>(starts());
            starts.addAll(other.starts());
            Map<Pair, OpenPorts> theirs = other.cut(starts);
            List<AllowedConnections> beyond = new ArrayList<>();
            cut(starts).forEach((pair, ports) -> {
                OpenPorts more = ports.minus(theirs.getOrDefault(pair, OpenPorts.none()));
                boolean known = isOf(pair.from(), common) && isOf(pair.to(), common);
                if (known && !more.isEmpty() && !(pair.isWithin() && other.lonely.contains(pair.from()))) {
                    beyond.add(new AllowedConnections(pair.from(), pair.to(), more));
                }
            });
            return joined(beyond.stream().sorted().toList());
        }

        private static boolean isOf(Place place, SortedSet<Workload> common) {
            return !(place instanceof Place.OfWorkload of) || common.contains(of.workload());
        }

        /** Where ranges begin, and where what lies behind one begins. */
        private List<IpAddress> starts() {
            List<IpAddress> starts = new ArrayList<>();
            for (AllowedConnections connection : connections) {
                Stream.of(connection.from(), connection.to())
                        .flatMap(place -> place instanceof Place.Outside out ? Stream.of(out.range()) : Stream.empty())
                        .forEach(range -> {
                            starts.add(range.first());
                            range.last().next().ifPresent(starts::add);
                        });
            }
            return starts;
        }

        private Map<Pair, OpenPorts> cut(SortedSet<IpAddress> starts) {
            Map<Pair, OpenPorts> pieces =
                    new TreeMap<>(Comparator.comparing(Pair::from).thenComparing(Pair::to));
            for (AllowedConnections it : connections) {
                for (Place from : cut(it.from(), starts)) {
                    for (Place to : cut(it.to(), starts)) {
                        pieces.merge(new Pair(from, to), it.ports(), OpenPorts::union);
                    }
                }
            }
            return pieces;
        }

        private static List<Place> cut(Place place, SortedSet<IpAddress> starts) {
            if (!(place instanceof Place.Outside out)) {
                return List.of(place);
            }
            List<Place> pieces = new ArrayList<>();
            Optional<IpAddress> start = Optional.of(out.range().first());
            for (IpAddress next : starts.tailSet(out.range().first())) {
                if (next.equals(out.range().first())) {
                    continue;
                }
                if (!out.range().contains(next)) {
                    break;
                }
                pieces.add(new Place.Outside(
                        new AddressRange(start.get(), next.previous().orElse(next))));
                start = Optional.of(next);
            }
            pieces.add(
                    new Place.Outside(new AddressRange(start.get(), out.range().last())));
            return pieces;
        }

        /** Puts neighbouring ranges with the same ports together again. */
        private static List<AllowedConnections> joined(List<AllowedConnections> sorted) {
            List<AllowedConnections> joined = new ArrayList<>();
            for (AllowedConnections next : sorted) {
                Optional<AllowedConnections> both =
                        joined.isEmpty() ? Optional.empty() : joined(joined.get(joined.size() - 1), next);
                both.ifPresentOrElse(it -> joined.set(joined.size() - 1, it), () -> joined.add(next));
            }
            return joined;
        }

        private static Optional<AllowedConnections> joined(AllowedConnections one, AllowedConnections next) {
            if (!one.ports().equals(next.ports())) {
                return Optional.empty();
            }
            if (one.from().equals(next.from())) {
                return joined(one.to(), next.to()).map(to -> new AllowedConnections(one.from(), to, one.ports()));
            }
            return one.to().equals(next.to())
                    ? joined(one.from(), next.from()).map(from -> new AllowedConnections(from, one.to(), one.ports()))
                    : Optional.empty();
        }

        private static Optional<Place> joined(Place one, Place next) {
            return one instanceof Place.Outside first
                            && next instanceof Place.Outside second
                            && first.range().touches(second.range())
                    ? Optional.of(new Place.Outside(new AddressRange(
                            first.range().first(), second.range().last())))
                    : Optional.empty();
        }
    }
}
