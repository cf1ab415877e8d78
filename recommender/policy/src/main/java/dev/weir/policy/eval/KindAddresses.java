package dev.weir.policy.eval;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.IpAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The addresses of kinds of pods in ascending order, so that a block finds those in it without a look at the others. */
final class KindAddresses {

    private final List<PodKind> kinds;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(IpAddress address, int kind) {}

    KindAddresses(List<PodKind> kinds) {
        this.kinds = kinds;
        for (int kind = 0; kind < kinds.size(); kind++) {
            for (IpAddress address : kinds.get(kind).first().addresses()) {
                entries.add(new Entry(address, kind));
            }
        }
        entries.sort(Comparator.comparing(Entry::address));
    }

    /**
     * The kinds of which every address is in the set by which they can meet an end that has some families; not those
     * that have none such. An end without a family has no address yet, and may meet any.
     */
    void addWithin(AddressSet addresses, Set<AddressFamily> families, BitSet into) {
        BitSet touched = new BitSet();
        addresses.forEachInterval((first, last) -> {
            for (int i = lowest(first);
                    i < entries.size() && entries.get(i).address().compareTo(last) <= 0;
                    i++) {
                touched.set(entries.get(i).kind());
            }
        });
        touched.stream()
                .filter(kind -> kinds.get(kind).isWithin(addresses, families))
                .forEach(into::set);
    }

    /** The first entry at or after an address. */
    private int lowest(IpAddress address) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).address().compareTo(address) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
