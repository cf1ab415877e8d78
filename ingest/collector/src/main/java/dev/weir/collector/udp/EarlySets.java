package dev.weir.collector.udp;

import dev.weir.formats.netflow.EarlySet;
import dev.weir.formats.netflow.TemplateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that wait for their template, within a bound of bytes and of time. Pure: no clock. */
final class EarlySets {
    private static final int OVERHEAD_BYTES = 256;

    private record Held(EarlySet set, long sinceMs) {}

    private final long mostBytes;
    private final long longestMs;

    /** In the order in which their first set came. */
    private final Map<TemplateKey, List<Held>> waiting = new LinkedHashMap<>();

    private long bytes;
    private long lost;

    EarlySets(long mostBytes, Duration longest) {
        this.mostBytes = mostBytes;
        this.longestMs = longest.toMillis();
    }

    /** Holds a set, or counts it as lost if there is no room. */
    void hold(EarlySet set, long nowMs) {
        expire(nowMs);
        if (bytes + sizeOf(set) > mostBytes) {
            lost++;
            return;
        }
        bytes += sizeOf(set);
        waiting.computeIfAbsent(set.template(), none -> new ArrayList<>()).add(new Held(set, nowMs));
    }

    /** Takes out what waits for a template, in the order in which it came. */
    List<EarlySet> release(TemplateKey template) {
        List<Held> held = waiting.remove(template);
        if (held == null) {
            return List.of();
        }
        held.forEach(one -> bytes -= sizeOf(one.set));
        return held.stream().map(Held::set).toList();
    }

    /** Gives up on what has waited for too long. */
    void expire(long nowMs) {
        for (Iterator<List<Held>> all = waiting.values().iterator(); all.hasNext(); ) {
            List<Held> held = all.next();
            held.removeIf(one -> isTooOld(one, nowMs));
            if (held.isEmpty()) {
                all.remove();
            }
        }
    }

    /** How many sets were given up since this was asked last. */
    long takeLost() {
        long count = lost;
        lost = 0;
        return count;
    }

    long bytes() {
        return bytes;
    }

    private boolean isTooOld(Held one, long nowMs) {
        if (nowMs - one.sinceMs < longestMs) {
            return false;
        }
        bytes -= sizeOf(one.set);
        lost++;
        return true;
    }

    private static int sizeOf(EarlySet set) {
        return set.bytes().length + OVERHEAD_BYTES;
    }
}
