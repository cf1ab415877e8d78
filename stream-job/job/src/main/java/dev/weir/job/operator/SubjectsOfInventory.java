package dev.weir.job.operator;

import dev.weir.policy.landscape.Subjects;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.SubjectUpdate;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** A workload that has no traffic is a subject too: everything about it is closed. */
public final class SubjectsOfInventory implements FlatMapFunction<InventoryEvent, SubjectUpdate> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(InventoryEvent event, Collector<SubjectUpdate> out) {
        Subjects.of(event)
                .ifPresent(subject -> out.collect(SubjectUpdate.newBuilder()
                        .setCluster(event.getCluster())
                        .setSubject(subject)
                        .build()));
    }
}
