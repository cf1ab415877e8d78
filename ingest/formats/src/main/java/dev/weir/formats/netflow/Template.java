package dev.weir.formats.netflow;

import dev.weir.formats.wire.Numbers;
import java.util.Arrays;

/**
 * A template as a list of steps. In a template of fixed lengths a step is an element with its offset, and what nobody reads
 * is no step at all. With variable lengths every field counts, since it moves those behind it; neighbours that nobody reads
 * are one step.
 */
final class Template {
    /** A field length that says that the record tells it (RFC 7011 §7). */
    static final int VARIABLE = 0xFFFF;

    private static final int NOBODY = -1;
    private static final int TOLD_BY_RECORD = -1;
    private static final int LONG_FORM = 255;
    private static final int BYTES_OF_A_STEP = 16;
    private static final int BYTES_OF_A_TEMPLATE = 512;
    private static final Element[] ELEMENTS = Element.values();

    private final byte[] definition;
    private final boolean options;
    private final boolean[] has;
    private final int[] slots;
    private final int[] lengths;
    private final int[] offsets;
    private final boolean[] numbers;
    private final boolean fixed;
    private final int minimum;

    private Template(byte[] definition, boolean options, Steps steps) {
        this.definition = definition;
        this.options = options;
        this.has = steps.has;
        this.slots = Arrays.copyOf(steps.slots, steps.count);
        this.lengths = Arrays.copyOf(steps.lengths, steps.count);
        this.offsets = Arrays.copyOf(steps.offsets, steps.count);
        this.numbers = new boolean[steps.count];
        for (int i = 0; i < steps.count; i++) {
            numbers[i] = slots[i] != NOBODY && ELEMENTS[slots[i]].isNumber();
        }
        this.fixed = steps.fixed;
        this.minimum = steps.minimum;
    }

    boolean isOptions() {
        return options;
    }

    /** Bytes of the shortest record. */
    int minimum() {
        return minimum;
    }

    /** An upper estimate of the heap it takes. */
    int weight() {
        return BYTES_OF_A_TEMPLATE + definition.length + BYTES_OF_A_STEP * slots.length;
    }

    boolean isDefinedBy(byte[] bytes, int from, int to) {
        return Arrays.equals(definition, 0, definition.length, bytes, from, to);
    }

    /**
     * Reads the record at {@code at}.
     *
     * @param end where the set ends; at least {@link #minimum()} bytes away
     * @return where the next record begins, or -1 if this one does not end before the set does
     */
    int read(FlowRecord record, byte[] bytes, int at, int end) {
        record.begin(bytes, has);
        return fixed ? readFixed(record, at) : readVariable(record, bytes, at, end);
    }

    private int readFixed(FlowRecord record, int at) {
        for (int i = 0; i < slots.length; i++) {
            take(record, i, at + offsets[i], lengths[i]);
        }
        return at + minimum;
    }

    private int readVariable(FlowRecord record, byte[] bytes, int start, int end) {
        int at = start;
        for (int i = 0; i < slots.length; i++) {
            int length = lengths[i];
            if (offsets[i] == TOLD_BY_RECORD) {
                if (at >= end) {
                    return -1;
                }
                length = Numbers.uint8(bytes, at++);
                if (length == LONG_FORM) {
                    if (end - at < 2) {
                        return -1;
                    }
                    length = Numbers.uint16(bytes, at);
                    at += 2;
                }
            }
            if (end - at < length) {
                return -1;
            }
            if (slots[i] != NOBODY) {
                take(record, i, at, length);
            }
            at += length;
        }
        return at;
    }

    private void take(FlowRecord record, int step, int at, int length) {
        if (numbers[step]) {
            record.number(slots[step], at, length);
        } else {
            record.place(slots[step], at, length);
        }
    }

    /** Collects the fields of a definition. */
    static final class Steps {
        private final boolean[] has = FlowRecord.noElements();
        private final int[] slots;
        private final int[] lengths;

        private final int[] offsets;
        private final boolean fixed;
        private int count;
        private int minimum;

        /**
         * @param fields how many at most
         * @param fixed whether none of them has a variable length
         */
        Steps(int fields, boolean fixed) {
            slots = new int[fields];
            lengths = new int[fields];
            offsets = new int[fields];
            this.fixed = fixed;
        }

        /** A field that is passed over. */
        void skip(int length) {
            boolean variable = length == VARIABLE;
            boolean joins = count > 0 && slots[count - 1] == NOBODY && offsets[count - 1] != TOLD_BY_RECORD;
            if (!fixed && !variable && joins) {
                lengths[count - 1] += length;
            } else if (!fixed && length > 0) {
                step(NOBODY, length);
            }
            minimum += variable ? 1 : length;
        }

        /** A field that is read; the first where an element comes twice. */
        void read(Element element, int length) {
            boolean variable = length == VARIABLE;
            if (has[element.ordinal()] || !(variable || element.fits(length))) {
                skip(length);
                return;
            }
            has[element.ordinal()] = true;
            step(element.ordinal(), length);
            minimum += variable ? 1 : length;
        }

        private void step(int slot, int length) {
            slots[count] = slot;
            lengths[count] = length;
            offsets[count] = length == VARIABLE ? TOLD_BY_RECORD : minimum;
            count++;
        }

        /** Bytes of the shortest record so far. */
        int minimum() {
            return minimum;
        }

        Template template(byte[] definition, boolean options) {
            return new Template(definition, options, this);
        }
    }
}
