package dev.weir.formats.netflow;

import dev.weir.formats.Limits;
import dev.weir.formats.wire.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads template sets and options template sets of RFC 7011 §3.4 and RFC 3954 §5. */
final class TemplateReader {
    private static final int FIRST_ID = 256;
    private static final int ENTERPRISE_BIT = 0x8000;

    /** Hears of each template in turn. */
    interface Listener {
        void learned(int id);

        void bad(String detail, int from, int to);
    }

    private final Templates templates;
    private final Domain domain;
    private final boolean ipfix;
    private final byte[] bytes;
    private final Listener listener;
    private int count;

    TemplateReader(Templates templates, Domain domain, Version version, byte[] bytes, Listener listener) {
        this.templates = templates;
        this.domain = domain;
        this.ipfix = version == Version.IPFIX;
        this.bytes = bytes;
        this.listener = listener;
    }

    /** How many came or went. */
    int count() {
        return count;
    }

    void read(int from, int end, boolean options) {
        int padding = Numbers.trailingZeros(bytes, from, end);
        int at = from;
        while (at >= 0 && at < padding && end - at >= 4) {
            at = template(at, end, options);
        }
    }

    /** Reads one; returns where the next begins, or -1 if that cannot be known. */
    private int template(int at, int end, boolean options) {
        int id = Numbers.uint16(bytes, at);
        int fields = Numbers.uint16(bytes, at + 2);
        if (ipfix && fields == 0) {
            return withdrawal(id, at, end, options);
        }
        int first = at + (options ? 6 : 4);
        if (first > end) {
            return broken("a template that ends early", at, end);
        }
        if (options && !ipfix) {
            // v9 tells lengths: of the scopes here, of the options in the next two bytes.
            fields = (fields + Numbers.uint16(bytes, at + 4)) / 4;
        }
        int scopes = scopes(at, options);
        int next = definitionEnd(first, fields, end);
        if (next < 0) {
            return broken("template " + id + " ends early", at, end);
        }
        define(id, at, next, first, fields, scopes, options);
        return next;
    }

    private int scopes(int at, boolean options) {
        if (!options) {
            return 0;
        }
        return ipfix ? Numbers.uint16(bytes, at + 4) : Numbers.uint16(bytes, at + 2) / 4;
    }

    private void define(int id, int at, int next, int first, int fields, int scopes, boolean options) {
        if (id < FIRST_ID) {
            listener.bad("template number " + id + " is reserved", at, next);
            return;
        }
        Template known = domain.template(id);
        if (known != null && known.isOptions() == options && known.isDefinedBy(bytes, at, next)) {
            count++;
            return;
        }
        if (fields > Limits.ENTRIES) {
            // The exporter means something else by this number now, whatever it is.
            templates.forget(domain, id);
            listener.bad("template " + id + " has " + fields + " fields", at, next);
            return;
        }
        Template template = compiled(at, next, first, fields, scopes, options);
        if (template == null) {
            templates.forget(domain, id);
            listener.bad("template " + id + " describes records of no length", at, next);
        } else if (templates.put(domain, id, template)) {
            count++;
            listener.learned(id);
        } else {
            listener.bad("no room for template " + id, at, next);
        }
    }

    private @Nullable Template compiled(int at, int next, int first, int fields, int scopes, boolean options) {
        Template.Steps steps = new Template.Steps(fields, isFixed(first, fields));
        int field = first;
        for (int i = 0; i < fields; i++) {
            int number = Numbers.uint16(bytes, field);
            int length = Numbers.uint16(bytes, field + 2);
            Element element = element(number, field, i < scopes);
            if (element == null) {
                steps.skip(length);
            } else {
                steps.read(element, length);
            }
            field += fieldLength(number);
        }
        return steps.minimum() == 0 ? null : steps.template(Arrays.copyOfRange(bytes, at, next), options);
    }

    /** A v9 scope has numbers of its own (RFC 3954 §6.1): the system, an interface and others, which nothing here needs. */
    private @Nullable Element element(int number, int field, boolean scope) {
        if (!ipfix) {
            return scope ? null : Elements.find(Enterprise.IANA, number);
        }
        if ((number & ENTERPRISE_BIT) == 0) {
            return Elements.find(Enterprise.IANA, number);
        }
        long enterprise = Numbers.uint32(bytes, field + 4);
        return Elements.find((int) enterprise, number & ~ENTERPRISE_BIT);
    }

    private boolean isFixed(int first, int fields) {
        int field = first;
        for (int i = 0; i < fields; i++) {
            if (Numbers.uint16(bytes, field + 2) == Template.VARIABLE) {
                return false;
            }
            field += fieldLength(Numbers.uint16(bytes, field));
        }
        return true;
    }

    private int definitionEnd(int first, int fields, int end) {
        int at = first;
        for (int i = 0; i < fields; i++) {
            if (end - at < 4 || end - at < fieldLength(Numbers.uint16(bytes, at))) {
                return -1;
            }
            at += fieldLength(Numbers.uint16(bytes, at));
        }
        return at;
    }

    private int fieldLength(int number) {
        return ipfix && (number & ENTERPRISE_BIT) != 0 ? 8 : 4;
    }

    /** RFC 7011 §8.1: no fields is a withdrawal; the set's own number in place of a template's means all of its kind. */
    private int withdrawal(int id, int at, int end, boolean options) {
        if (id == (options ? SetId.OPTIONS_TEMPLATE : SetId.TEMPLATE)) {
            count += templates.withdrawAll(domain, options);
        } else if (templates.withdraw(domain, id)) {
            count++;
        }
        return Math.min(at + 4, end);
    }

    private int broken(String detail, int at, int end) {
        listener.bad(detail, at, end);
        return -1;
    }
}
