package dev.weir.formats.netflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;

/**
 * One packet in how many an exporter looks at, as its options say (RFC 3954 §8 and RFC 5477): for a sampler by number, or
 * for all it sends.
 */
final class Sampling {
    /** More samplers than this no exporter was seen with; further ones stay unknown. */
    private static final int SAMPLERS = 256;

    private final Map<Long, Integer> bySampler = new HashMap<>();
    private int ofAll;
    private int ofEverySampler;

    void learn(FlowRecord options) {
        int interval = told(options);
        if (interval == 0) {
            return;
        }
        if (!namesSampler(options)) {
            ofAll = interval;
        } else if (bySampler.size() < SAMPLERS || bySampler.containsKey(sampler(options))) {
            bySampler.put(sampler(options), interval);
            boolean alike = new HashSet<>(bySampler.values()).size() == 1;
            ofEverySampler = alike ? interval : 0;
        }
    }

    /** Takes the interval of a v5 header; 0 where it tells none. */
    void learnOfAll(int interval) {
        ofAll = interval;
    }

    /** The interval for a flow; 0 where it is unknown. */
    int of(FlowRecord flow) {
        int own = told(flow);
        if (own != 0) {
            return own;
        }
        if (namesSampler(flow) && bySampler.containsKey(sampler(flow))) {
            return Objects.requireNonNull(bySampler.get(sampler(flow)));
        }
        return ofAll != 0 ? ofAll : ofEverySampler;
    }

    private static boolean namesSampler(FlowRecord record) {
        return record.has(Element.SAMPLER_ID) || record.has(Element.SELECTOR_ID);
    }

    private static long sampler(FlowRecord record) {
        return record.has(Element.SAMPLER_ID) ? record.number(Element.SAMPLER_ID) : record.number(Element.SELECTOR_ID);
    }

    private static int told(FlowRecord record) {
        if (record.number(Element.SAMPLING_INTERVAL) != 0) {
            return bounded(record.number(Element.SAMPLING_INTERVAL));
        }
        if (record.number(Element.SAMPLER_RANDOM_INTERVAL) != 0) {
            return bounded(record.number(Element.SAMPLER_RANDOM_INTERVAL));
        }
        long run = record.number(Element.SAMPLING_PACKET_INTERVAL);
        if (run > 0) {
            // So many packets taken, so many left out. Exporters that leave the space untold mean one in so many.
            return record.has(Element.SAMPLING_PACKET_SPACE)
                    ? bounded(1 + record.number(Element.SAMPLING_PACKET_SPACE) / run)
                    : bounded(run);
        }
        long taken = record.number(Element.SAMPLING_SIZE);
        return taken > 0 ? bounded(record.number(Element.SAMPLING_POPULATION) / taken) : 0;
    }

    private static int bounded(long interval) {
        return interval < 0 ? Integer.MAX_VALUE : (int) Math.min(interval, Integer.MAX_VALUE);
    }
}
