package dev.weir.formats.netflow;

import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import java.util.Set;

/**
 * Reads a topic or a file of one exporter's messages, in their order: one value is a message, or several. Several exporters
 * may share it only if no two use the same observation domain, since nothing else tells their templates apart.
 *
 * <p>Each value is accounted for by itself, so a set before its template is a bad piece here; and a message without flows
 * is told as a word of the exporter about itself. Missing sequence numbers are told as loss.
 */
public final class ExporterStream implements FlowDecoder {
    private final NetflowDecoder decoder;
    private final SequenceGaps gaps = new SequenceGaps();
    private final Set<Version> versions;

    public ExporterStream(Set<Version> versions) {
        this.versions = Set.copyOf(versions);
        this.decoder = new NetflowDecoder(this.versions);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        decoder.decode(Exporter.UNNAMED, bytes, offset, length, new Adapter(sink));
    }

    @Override
    public SourceFormat format() {
        boolean one = versions.size() == 1;
        return one ? versions.iterator().next().format() : SourceFormat.SOURCE_FORMAT_UNSPECIFIED;
    }

    private final class Adapter implements NetflowSink {
        private final DecodeSink sink;

        Adapter(DecodeSink sink) {
            this.sink = sink;
        }

        @Override
        public void flow(FlowEvent event) {
            sink.flow(event);
        }

        @Override
        public void bad(BadRecord bad) {
            sink.bad(bad);
        }

        @Override
        public void early(EarlySet set) {
            String detail = "template " + set.template().id() + " of domain "
                    + set.template().domain() + " has not come yet";
            sink.bad(new BadRecord(Reason.NO_TEMPLATE, detail, set.offset(), set.bytes().length));
        }

        @Override
        public void learned(TemplateKey template) {
            // Nothing was held for it.
        }

        @Override
        public void message(Message message) {
            gaps.after(message).ifPresent(sink::flow);
            if (message.flows() == 0 && message.early() == 0) {
                sink.flow(status(message));
            }
        }

        private FlowEvent status(Message message) {
            String detail = message.templates() + " templates, " + message.options() + " options records";
            return FlowEvents.envelope(message.version(), message.exporter(), message.exportTimeNs())
                    .setUnusable(Unusable.newBuilder()
                            .setReason(UnusableReason.PRODUCER_STATUS)
                            .setDetail(detail))
                    .build();
        }
    }
}
