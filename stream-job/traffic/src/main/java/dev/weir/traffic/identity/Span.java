package dev.weir.traffic.identity;

/**
 * A time at which an end is to be known, as an observer tells it.
 *
 * @param fromNs nanoseconds since the epoch by the observer's clock; both 0 = at any time
 * @param toNs not before it
 * @param node the node that the end runs on and whose clock it is; empty where not known
 */
record Span(long fromNs, long toNs, String node) {
    static final Span ANY_TIME = new Span(0, 0, "");

    Span(long fromNs, long toNs) {
        this(fromNs, toNs, "");
    }

    boolean isAnyTime() {
        return fromNs == 0 && toNs == 0;
    }
}
