package dev.weir.policy.eval;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer.IpBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A union of blocks as disjoint intervals in ascending order, IPv4 before IPv6: membership is a binary search. */
final class AddressSet {

    private static final AddressSet NONE = new AddressSet(List.of());

    private record Interval(IpAddress first, IpAddress last) {}

    private final IpAddress[] firsts;
    private final IpAddress[] lasts;

    private AddressSet(List<Interval> disjoint) {
        firsts = disjoint.stream().map(Interval::first).toArray(IpAddress[]::new);
        lasts = disjoint.stream().map(Interval::last).toArray(IpAddress[]::new);
    }

    static AddressSet ofCidrs(List<Cidr> blocks) {
        return new AddressSet(merge(blocks.stream().map(AddressSet::interval)));
    }

    /** Each block without its own exceptions, and then all of them together. */
    static AddressSet ofBlocks(List<IpBlock> blocks) {
        return blocks.isEmpty() ? NONE : new AddressSet(merge(blocks.stream().flatMap(AddressSet::intervals)));
    }

    static AddressSet union(List<AddressSet> sets) {
        List<AddressSet> some = sets.stream().filter(set -> !set.isEmpty()).toList();
        if (some.size() <= 1) {
            return some.isEmpty() ? NONE : some.get(0);
        }
        return new AddressSet(merge(some.stream().flatMap(AddressSet::intervals)));
    }

    boolean isEmpty() {
        return firsts.length == 0;
    }

    boolean contains(Optional<IpAddress> address) {
        return !isEmpty() && address.isPresent() && contains(address.get());
    }

    private boolean contains(IpAddress address) {
        int low = 0;
        int high = firsts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle].compareTo(address) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        // high is the last interval that begins at or before the address. An interval never spans two families.
        return high >= 0 && address.compareTo(lasts[high]) <= 0;
    }

    /** Both ends of each interval, ascending. */
    void forEachInterval(BiConsumer<IpAddress, IpAddress> action) {
        for (int i = 0; i < firsts.length; i++) {
            action.accept(firsts[i], lasts[i]);
        }
    }

    private Stream<Interval> intervals() {
        return Stream.iterate(0, i -> i < firsts.length, i -> i + 1).map(i -> new Interval(firsts[i], lasts[i]));
    }

    private static Interval interval(Cidr block) {
        return new Interval(block.first(), block.last());
    }

    private static Stream<Interval> intervals(IpBlock block) {
        List<Interval> left = new ArrayList<>();
        IpAddress from = block.cidr().first();
        for (Interval hole : merge(block.except().stream().map(AddressSet::interval))) {
            if (from.compareTo(hole.first()) < 0) {
                left.add(new Interval(from, before(hole.first())));
            }
            if (hole.last().equals(block.cidr().last())) {
                return left.stream();
            }
            from = after(hole.last());
        }
        left.add(new Interval(from, block.cidr().last()));
        return left.stream();
    }

    private static List<Interval> merge(Stream<Interval> intervals) {
        List<Interval> merged = new ArrayList<>();
        intervals.sorted(Comparator.comparing(Interval::first)).forEach(next -> {
            Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || last.last().compareTo(next.first()) < 0) {
                merged.add(next);
            } else if (last.last().compareTo(next.last()) < 0) {
                merged.set(merged.size() - 1, new Interval(last.first(), next.last()));
            }
        });
        return merged;
    }

    private static IpAddress after(IpAddress address) {
        if (address.family() == AddressFamily.IPV4) {
            return IpAddress.ipv4(address.low() + 1);
        }
        long low = address.low() + 1;
        return IpAddress.ipv6(low == 0 ? address.high() + 1 : address.high(), low);
    }

    private static IpAddress before(IpAddress address) {
        if (address.family() == AddressFamily.IPV4) {
            return IpAddress.ipv4(address.low() - 1);
        }
        return IpAddress.ipv6(address.low() == 0 ? address.high() - 1 : address.high(), address.low() - 1);
    }
}
