package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which owners an address had, and when. Times are nanoseconds since the epoch; clocks of nodes and of the API server
 * may differ by the stated skew, so an owner counts for a span as soon as it comes within the skew of it.
 *
 * @param <T> the owner
 */
public final class IdentityTimeline<T> {
    private final long skewNs;
    private final Map<ByteString, List<Interval<T>>> intervals = new HashMap<>();

    private record Interval<T>(String uid, T owner, long fromNs, long toNs) {
        boolean touches(long from, long to) {
            return (fromNs == 0 || fromNs <= to) && (toNs == 0 || toNs >= from);
        }
    }

    /** @param skewNs how far two clocks may be apart, at least 0 */
    public IdentityTimeline(long skewNs) {
        this.skewNs = skewNs;
    }

    /** Says that the address belonged to the owner from then (0 = ever) to then (0 = still); replaces what that uid had. */
    public void put(ByteString ip, String uid, T owner, long fromNs, long toNs) {
        List<Interval<T>> owners = intervals.computeIfAbsent(ip, key -> new ArrayList<>(1));
        owners.removeIf(interval -> interval.uid.equals(uid));
        owners.add(new Interval<>(uid, owner, fromNs, toNs));
    }

    /** Forgets what the uid had at the address. */
    public void remove(ByteString ip, String uid) {
        List<Interval<T>> owners = intervals.get(ip);
        if (owners == null) {
            return;
        }
        owners.removeIf(interval -> interval.uid.equals(uid));
        if (owners.isEmpty()) {
            intervals.remove(ip);
        }
    }

    /** All owners that may have had the address within the span; both ends 0 = at any time. */
    public List<T> owners(ByteString ip, long fromNs, long toNs) {
        List<Interval<T>> known = intervals.get(ip);
        if (known == null) {
            return List.of();
        }
        boolean anyTime = fromNs == 0 && toNs == 0;
        List<T> owners = new ArrayList<>(1);
        for (Interval<T> interval : known) {
            if (anyTime || interval.touches(fromNs - skewNs, toNs + skewNs)) {
                owners.add(interval.owner);
            }
        }
        return owners;
    }
}
