package dev.weir.traffic.identity;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;

/**
 * When an object was there, as three clocks tell it; 0 = not told. The API server's clock is the measure: a node's may be
 * apart from it by the skew, and so two nodes' by twice the skew. Times of the API are whole seconds, cut off
 * (metav1.Time), so that an end means up to a second later.
 *
 * @param fromNs created, by the API server's clock
 * @param startedNs taken up by its node, by the node's clock; before it had an address
 * @param runningByNs something ran, by the node's clock; after it had its address
 * @param toNs ended, by one clock or the other; a time at which it should have ended is none
 * @param stoppedNs nothing ran any more, by the node's clock
 */
record Tenure(long fromNs, long startedNs, long runningByNs, long toNs, long stoppedNs) {
    private static final long CUT_OFF_NS = 1_000_000_000L;

    static Tenure of(InventoryEvent event) {
        Pod pod = event.getPod();
        return new Tenure(
                event.getValidFromNs(),
                pod.getStartedNs(),
                pod.getRunningByNs(),
                pod.getTerminating() ? 0 : event.getValidToNs(),
                pod.getStoppedNs());
    }

    boolean isOver() {
        return toNs > 0;
    }

    /** Whether it may have been there at any moment of the span; {@code sameClock} = its own node tells the span. */
    boolean touches(Span span, long skewNs, boolean sameClock) {
        if (span.isAnyTime()) {
            return true;
        }
        long nodes = sameClock ? 0 : 2 * skewNs;
        boolean begun =
                (fromNs == 0 || fromNs - skewNs <= span.toNs()) && (startedNs == 0 || startedNs - nodes <= span.toNs());
        boolean lasts = (toNs == 0 || toNs + CUT_OFF_NS + 2 * skewNs >= span.fromNs())
                && (stoppedNs == 0 || stoppedNs + CUT_OFF_NS + nodes >= span.fromNs());
        return begun && lasts;
    }

    /**
     * Whether it surely had the address, after the other, before the span begins: an address has one owner at a time and a
     * pod never gets it back, so that the other cannot be meant, however late its end is told.
     */
    boolean hadTaken(Tenure other, Span span, long skewNs, boolean sameClock, boolean sameNode) {
        if (runningByNs == 0 || startedNs == 0 || other.startedNs == 0) {
            return false;
        }
        boolean after = startedNs - other.startedNs > (sameNode ? 0 : 2 * skewNs);
        return after && runningByNs + CUT_OFF_NS + (sameClock ? 0 : 2 * skewNs) <= span.fromNs();
    }
}
