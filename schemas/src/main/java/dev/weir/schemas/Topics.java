package dev.weir.schemas;

import static dev.weir.schemas.Topic.Cleanup.COMPACT;
import static dev.weir.schemas.Topic.Cleanup.DELETE;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The topics that lie between Weir's processes. An exporter's own topics are not among them: their names and formats
 * come from the configuration.
 */
public final class Topics {
    private static final int MIB = 1024 * 1024;
    private static final long GIB = 1024L * MIB;
    private static final OptionalLong NO_SIZE_BOUND = OptionalLong.empty();

    /** Canonical flows, {@code FlowBatch}. Spread over many partitions: it is the only topic that carries volume. */
    public static final Topic FLOWS =
            new Topic("weir.flows", "observer node", DELETE, 8, Duration.ofDays(7), OptionalLong.of(10 * GIB), 2 * MIB);

    /**
     * The cluster's objects, {@code InventoryEvent}. One partition: readers take the whole of it anyway, and a
     * {@code SnapshotComplete} must come after everything that it completes.
     */
    public static final Topic INVENTORY = new Topic(
            "weir.inventory", "kind/namespace/name/uid", COMPACT, 1, Duration.ofDays(7), NO_SIZE_BOUND, 4 * MIB);

    /** The state of each edge after a change, {@code ObservedEdge}. */
    public static final Topic EDGES = new Topic(
            "weir.edges", "cluster/client/server/protocol/port", COMPACT, 8, Duration.ofDays(7), NO_SIZE_BOUND, MIB);

    /** The newest recommendation for each subject, JSON; a record without value withdraws it. */
    public static final Topic RECOMMENDATIONS = new Topic(
            "weir.recommendations",
            "cluster/namespace/kind/name of the subject",
            COMPACT,
            4,
            Duration.ofDays(7),
            NO_SIZE_BOUND,
            8 * MIB);

    /**
     * Records that no decoder could read, byte for byte, with the reason. Bounded in size, so that garbage from one
     * exporter cannot fill the disk; large enough for any record that the broker itself let in.
     */
    public static final Topic DEAD_LETTER = new Topic(
            "weir.dead-letter",
            "source topic/partition/offset",
            DELETE,
            1,
            Duration.ofDays(30),
            OptionalLong.of(GIB),
            10 * MIB);

    /** Tallies and quarantined edges, {@code Alert}; the newest of a key holds. */
    public static final Topic ALERTS = new Topic(
            "weir.alerts", "cluster/tally/... or an edge's key", COMPACT, 1, Duration.ofDays(7), NO_SIZE_BOUND, MIB);

    private static final List<Topic> ALL = List.of(FLOWS, INVENTORY, EDGES, RECOMMENDATIONS, DEAD_LETTER, ALERTS);

    private Topics() {}

    /** Every topic, in the order in which data passes them. */
    public static List<Topic> all() {
        return ALL;
    }
}
