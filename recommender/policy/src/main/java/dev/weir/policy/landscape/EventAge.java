package dev.weir.policy.landscape;

import com.google.protobuf.ByteString;
import dev.weir.v1.InventoryEvent;
import java.util.Comparator;

/** Which of two events of one object is the newer. */
final class EventAge {

    private static final Comparator<InventoryEvent> KNOWN = Comparator.comparingLong(InventoryEvent::getValidFromNs)
            .thenComparing(event -> event.getValidToNs() != 0)
            .thenComparingLong(EventAge::version);

    /** Oldest first. Where nothing tells two events apart, their bytes decide, so that the order is always the same. */
    static final Comparator<InventoryEvent> ORDER =
            KNOWN.thenComparing(InventoryEvent::toByteString, ByteString.unsignedLexicographicalComparator());

    private EventAge() {}

    static boolean isOlder(InventoryEvent event, InventoryEvent other) {
        return KNOWN.compare(event, other) < 0;
    }

    /** Resource versions are opaque to clients but for order since KEP-5504; what is no number has no order. */
    private static long version(InventoryEvent event) {
        String text = event.getResourceVersion();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
