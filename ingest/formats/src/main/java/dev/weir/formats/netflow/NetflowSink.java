package dev.weir.formats.netflow;

import dev.weir.formats.DecodeSink;

/** Gets what an exporter's messages held, in their order. */
public interface NetflowSink extends DecodeSink {

    /** The end of a message, with what it said of itself. */
    void message(Message message);

    /** Records that nobody can read yet. */
    void early(EarlySet set);

    /** A template that is new or changed: what was held for it can be decoded now. */
    void learned(TemplateKey template);
}
