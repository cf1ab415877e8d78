package dev.weir.bench.pipeline;

import dev.weir.formats.BadRecord;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.job.source.RawRecord;
import dev.weir.v1.FlowEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Decodes with Weir's decoder and counts; what becomes of a flow is left to the pipeline. */
abstract class DecodeFunction<T> extends RichFlatMapFunction<RawRecord, T> {
    private static final long serialVersionUID = 1;

    private final Format format;

    private transient FlowDecoder decoder;
    private transient Into into;

    DecodeFunction(Format format) {
        this.format = format;
    }

    abstract void flow(FlowEvent event, Collector<T> out);

    @Override
    public void open(OpenContext context) {
        decoder = format.decoder();
        into = new Into();
    }

    @Override
    public void flatMap(RawRecord record, Collector<T> out) {
        into.out = out;
        decoder.decode(record.value(), 0, record.value().length, into);
    }

    @Override
    public void close() {
        Meter.flows(into.flows);
    }

    private final class Into implements DecodeSink {
        private @Nullable Collector<T> out;
        private long flows;

        @Override
        public void flow(FlowEvent event) {
            flows++;
            if (out != null) {
                DecodeFunction.this.flow(event, out);
            }
        }

        @Override
        public void bad(BadRecord bad) {
            throw new IllegalStateException("A record that cannot be read is not to be measured: " + bad);
        }
    }
}
