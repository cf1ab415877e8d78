package dev.weir.formats.netflow;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.wire.Complaints;
import dev.weir.formats.wire.Numbers;
import dev.weir.v1.FlowEvent;
import org.jspecify.annotations.Nullable;

/** Reads the records of a set, one after the other, into the same {@link FlowRecord}, and tells each. */
final class RecordTeller {
    /** Bytes that a set may be longer than its records, so that the next begins at a multiple of four. */
    private static final int PADDING = 3;

    private final FlowRecord record = new FlowRecord();
    private final FlowEvents events = new FlowEvents();

    /** Returns how many there were. */
    int tell(
            Template template,
            Domain domain,
            Header header,
            byte[] bytes,
            int from,
            int end,
            DecodeSink sink,
            Complaints complaints) {
        int count = 0;
        int at = from;
        while (end - at >= template.minimum()) {
            int next = template.read(record, bytes, at, end);
            if (next < 0) {
                break;
            }
            if (template.isOptions()) {
                options(domain, header, sink);
            } else {
                flow(domain, header, sink, complaints, at, next);
            }
            count++;
            at = next;
        }
        if (end - at > PADDING && !Numbers.isAllZero(bytes, at, end)) {
            complaints.bad(Reason.TRUNCATED, "a record that ends after its set", at, end);
        }
        return count;
    }

    private void flow(Domain domain, Header header, DecodeSink sink, Complaints complaints, int at, int next) {
        @Nullable FlowEvent event = null;
        try {
            event = events.of(record, header, domain);
        } catch (RuntimeException defect) {
            // Nothing known gets here. Should a record find a way, a stream must not stop at it for ever.
            complaints.bad(Reason.DEFECT, String.valueOf(defect), at, next);
        }
        if (event != null) {
            sink.flow(event);
        }
    }

    private void options(Domain domain, Header header, DecodeSink sink) {
        long lost = domain.learn(record);
        if (lost > 0) {
            sink.flow(FlowEvents.loss(header, "not sent by the exporter", lost));
        }
    }
}
