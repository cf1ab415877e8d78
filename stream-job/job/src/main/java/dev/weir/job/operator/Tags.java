package dev.weir.job.operator;

import dev.weir.job.serial.ProtoType;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Tally;
import org.apache.flink.util.OutputTag;

/** The side outputs. */
public final class Tags {
    /** Pieces of records that no decoder could read. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", ProtoType.forMessage(DeadLetter.class));

    /** Where every record went that is in no edge. */
    public static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies", ProtoType.forMessage(Tally.class));

    /** What the flows' own labels tell of the cluster. */
    public static final OutputTag<InventoryEvent> INFERRED =
            new OutputTag<>("inferred-inventory", ProtoType.forMessage(InventoryEvent.class));

    private Tags() {}
}
