package dev.weir.formats;

import dev.weir.v1.FlowEvent;

/** Gets what a value held, in the value's order. */
public interface DecodeSink {

    void flow(FlowEvent event);

    void bad(BadRecord bad);
}
