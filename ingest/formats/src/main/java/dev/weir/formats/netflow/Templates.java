package dev.weir.formats.netflow;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of every exporter, within a bound: whoever forges exporters or templates pushes out what was longest
 * unused, and that is counted.
 */
final class Templates {
    /** Observation domains of all exporters. */
    static final int DOMAINS = 4096;

    /** Estimated heap of all templates. */
    static final int BYTES = 16 << 20;

    private record Key(Exporter exporter, Version version, long domain) {}

    private final Map<Key, Domain> domains = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;
    private int held;
    private long learned;
    private long changed;
    private long withdrawn;
    private long evicted;
    private long refused;

    Domain domain(Exporter exporter, Version version, long id) {
        Domain domain = domains.computeIfAbsent(new Key(exporter, version, id), key -> new Domain());
        if (domains.size() > DOMAINS) {
            evict(domain);
        }
        return domain;
    }

    /** Keeps a template that is new or changed; false if there is no room for it even alone. */
    boolean put(Domain domain, int id, Template template) {
        boolean known = domain.template(id) != null;
        forget(domain, id);
        while (bytes + template.weight() > BYTES && evict(domain)) {
            // one by one
        }
        if (bytes + template.weight() > BYTES) {
            refused++;
            return false;
        }
        domain.put(id, template);
        bytes += template.weight();
        held++;
        learned += known ? 0 : 1;
        changed += known ? 1 : 0;
        return true;
    }

    boolean withdraw(Domain domain, int id) {
        boolean was = forget(domain, id);
        withdrawn += was ? 1 : 0;
        return was;
    }

    int withdrawAll(Domain domain, boolean options) {
        int before = domain.weight();
        int removed = domain.removeAll(options);
        bytes -= before - domain.weight();
        held -= removed;
        withdrawn += removed;
        return removed;
    }

    TemplateStatistics statistics() {
        return new TemplateStatistics(domains.size(), held, bytes, learned, changed, withdrawn, evicted, refused);
    }

    /** Drops a template that no longer means what it did. */
    boolean forget(Domain domain, int id) {
        int before = domain.weight();
        boolean was = domain.remove(id);
        bytes -= before - domain.weight();
        held -= was ? 1 : 0;
        return was;
    }

    /** Drops the domain that was longest unused; false if only the one to keep is left. */
    private boolean evict(Domain keep) {
        for (Iterator<Domain> eldest = domains.values().iterator(); eldest.hasNext(); ) {
            Domain domain = eldest.next();
            if (domain != keep) {
                eldest.remove();
                bytes -= domain.weight();
                held -= domain.templates();
                evicted++;
                return true;
            }
        }
        return false;
    }
}
