package dev.weir.bench.pipeline;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Shows every value to a consumer and drops it; the end of its input stops the clock. */
final class EndSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    /** A consumer that travels with the job. */
    interface Look<T> extends Consumer<T>, Serializable {}

    private final Look<T> consumer;

    EndSink(Look<T> consumer) {
        this.consumer = consumer;
    }

    /** A sink that looks at nothing. */
    static <T> EndSink<T> discarding() {
        return new EndSink<>(value -> {});
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(consumer);
    }

    private record Writer<T>(Look<T> consumer) implements SinkWriter<T> {
        @Override
        public void write(T element, Context context) {
            consumer.accept(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                Meter.endOfInput();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
