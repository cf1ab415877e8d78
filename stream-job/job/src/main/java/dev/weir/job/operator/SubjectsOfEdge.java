package dev.weir.job.operator;

import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.SubjectUpdate;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** An edge concerns the workloads at both of its ends. */
public final class SubjectsOfEdge implements FlatMapFunction<ObservedEdge, SubjectUpdate> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(ObservedEdge edge, Collector<SubjectUpdate> out) {
        Entity client = edge.getKey().getClient();
        Entity server = edge.getKey().getServer();
        tell(edge, client, out);
        if (!server.equals(client)) {
            tell(edge, server, out);
        }
    }

    private static void tell(ObservedEdge edge, Entity subject, Collector<SubjectUpdate> out) {
        if (subject.getKind() == EntityKind.ENTITY_WORKLOAD) {
            out.collect(SubjectUpdate.newBuilder()
                    .setCluster(edge.getKey().getCluster())
                    .setSubject(subject)
                    .setEdge(edge)
                    .build());
        }
    }
}
