package dev.weir.formats.netflow;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from sequence numbers what was lost between an exporter and here. v5 and IPFIX count records, so the loss is told
 * in records; v9 counts messages, so how many records were lost is unknown. A number that is lower than expected is of a
 * message that was overtaken, or of an exporter that began anew, and is no loss.
 */
public final class SequenceGaps {
    private static final int DOMAINS = Templates.DOMAINS;
    private static final long MODULUS = 1L << Integer.SIZE;

    /** A jump that is longer than this is a new beginning. */
    private static final long LONGEST_GAP = 1 << 20;

    private static final long UNKNOWN = -1;

    private record Key(Exporter exporter, Version version, long domain) {}

    /** The sequence expected next, after a message at that time. */
    private record Expected(long sequence, long timeNs) {}

    private final Map<Key, Expected> expected = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Expected> eldest) {
            return size() > DOMAINS;
        }
    };

    /** The loss between the message before this one of the same domain and this one, if there was any. */
    public Optional<FlowEvent> after(Message message) {
        Key key = new Key(message.exporter(), message.version(), message.domain());
        long next = message.step() < 0 ? UNKNOWN : (message.sequence() + message.step()) % MODULUS;
        Expected before = expected.put(key, new Expected(next, message.exportTimeNs()));
        if (before == null || before.sequence == UNKNOWN) {
            return Optional.empty();
        }
        long gap = Math.floorMod(message.sequence() - before.sequence, MODULUS);
        if (gap == 0) {
            return Optional.empty();
        }
        boolean behind = gap > MODULUS / 2;
        if (behind && MODULUS - gap < LONGEST_GAP && next != UNKNOWN) {
            // Overtaken on the way: what is expected stays what it was.
            expected.put(key, before);
        }
        return behind || gap > LONGEST_GAP ? Optional.empty() : Optional.of(loss(message, gap, before.timeNs));
    }

    private static FlowEvent loss(Message message, long gap, long sinceNs) {
        long records = message.version() == Version.V9 ? 0 : gap;
        return FlowEvents.envelope(message.version(), message.exporter(), message.exportTimeNs())
                .setLoss(LossNotice.newBuilder()
                        .setWhere(message.version() == Version.V9 ? "v9 messages, on the way" : "on the way")
                        .setCount(records)
                        .setFirstNs(sinceNs)
                        .setLastNs(message.exportTimeNs()))
                .build();
    }
}
