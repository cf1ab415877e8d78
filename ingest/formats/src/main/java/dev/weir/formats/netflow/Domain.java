package dev.weir.formats.netflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one observation domain of an exporter has told of itself. */
final class Domain {
    static final int DIRECTION_UNTOLD = -1;

    private final Map<Integer, Template> templates = new HashMap<>();
    private final Sampling sampling = new Sampling();
    private long startedMs;
    private int biflowDirection = DIRECTION_UNTOLD;
    private long notSent = -1;
    private int weight;

    @Nullable
    Template template(int id) {
        return templates.get(id);
    }

    int templates() {
        return templates.size();
    }

    /** Estimated heap of all templates, bytes. */
    int weight() {
        return weight;
    }

    void put(int id, Template template) {
        remove(id);
        templates.put(id, template);
        weight += template.weight();
    }

    boolean remove(int id) {
        Template old = templates.remove(id);
        weight -= old == null ? 0 : old.weight();
        return old != null;
    }

    /** Removes all templates of flows, or all of options; says how many. */
    int removeAll(boolean options) {
        int before = templates.size();
        templates.values().removeIf(template -> template.isOptions() == options);
        weight = templates.values().stream().mapToInt(Template::weight).sum();
        return before - templates.size();
    }

    Sampling sampling() {
        return sampling;
    }

    /** When the exporter started, milliseconds since the epoch; 0 = not told. */
    long startedMs() {
        return startedMs;
    }

    /** biflowDirection of every flow that has none of its own (RFC 5103 §6.3). */
    int biflowDirection() {
        return biflowDirection;
    }

    /**
     * Takes a record about the exporter.
     *
     * @return flows that it says it could not send since it last said so (notSentFlowTotalCount)
     */
    long learn(FlowRecord options) {
        sampling.learn(options);
        if (options.has(Element.SYSTEM_INIT_TIME_MILLISECONDS)) {
            startedMs = options.number(Element.SYSTEM_INIT_TIME_MILLISECONDS);
        }
        if (options.has(Element.BIFLOW_DIRECTION)) {
            biflowDirection = options.small(Element.BIFLOW_DIRECTION, 0xFF);
        }
        return options.has(Element.NOT_SENT_FLOW_TOTAL_COUNT)
                ? lost(options.number(Element.NOT_SENT_FLOW_TOTAL_COUNT))
                : 0;
    }

    /** A first count may reach back before anybody listened, and a smaller one is of an exporter that began anew. */
    private long lost(long total) {
        long before = notSent;
        notSent = total;
        return before >= 0 && total > before ? total - before : 0;
    }
}
