package dev.weir.recommender.view;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The column families of the view. Adding one is compatible; another meaning for one needs a new format number. */
enum Column {
    /** Edge key → {@code ObservedEdge}. */
    EDGES,
    /** Recommendation key → generation (8 bytes) and the JSON as published. */
    RECOMMENDATIONS,
    /** Alert key → the latest {@code Alert} with a tally. */
    TALLIES,
    /** Place in the source topic → order number (8 bytes) and reason. */
    DEAD_LETTERS,
    /** Order number (8 bytes) → place in the source topic, so that the oldest can be found. */
    DEAD_LETTER_ORDER,
    /** Inventory key → {@code InventoryEvent}. */
    INVENTORY,
    /** {@code topic-partition} → next offset (8 bytes). */
    OFFSETS,
    /** Topic → number of values that could not be read (8 bytes). */
    UNREADABLE,
    /** {@code format} → number of this layout; {@code topic/NAME} → id of the topic that the offsets belong to. */
    META;

    byte[] familyName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-').getBytes(StandardCharsets.UTF_8);
    }
}
