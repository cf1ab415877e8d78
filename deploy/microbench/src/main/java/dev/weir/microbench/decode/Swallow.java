package dev.weir.microbench.decode;

import dev.weir.formats.BadRecord;
import dev.weir.formats.netflow.EarlySet;
import dev.weir.formats.netflow.Message;
import dev.weir.formats.netflow.NetflowSink;
import dev.weir.formats.netflow.TemplateKey;
import dev.weir.v1.FlowEvent;
import org.openjdk.jmh.infra.Blackhole;

/** Takes flows, and nothing else: a record that cannot be read is not to be measured. */
final class Swallow implements NetflowSink {
    private final Blackhole blackhole;

    Swallow(Blackhole blackhole) {
        this.blackhole = blackhole;
    }

    @Override
    public void flow(FlowEvent event) {
        blackhole.consume(event);
    }

    @Override
    public void bad(BadRecord bad) {
        throw new IllegalStateException(bad.toString());
    }

    @Override
    public void early(EarlySet set) {
        throw new IllegalStateException(set.toString());
    }

    @Override
    public void message(Message message) {
        blackhole.consume(message);
    }

    @Override
    public void learned(TemplateKey template) {
        blackhole.consume(template);
    }
}
