package dev.weir.job;

import dev.weir.job.operator.AttributeOperator;
import dev.weir.job.operator.EdgeOperator;
import dev.weir.job.operator.FoldOperator;
import dev.weir.job.operator.RecommendOperator;
import dev.weir.job.operator.SubjectsOfEdge;
import dev.weir.job.operator.SubjectsOfInventory;
import dev.weir.job.operator.Tags;
import dev.weir.job.operator.TallyFunction;
import dev.weir.job.serial.ProtoType;
import dev.weir.job.source.RawRecord;
import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Alert;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.Sighting;
import dev.weir.v1.SubjectUpdate;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The way of a flow through the job, top to bottom. Sources and sinks come in as parameters. */
public final class Topology {
    private Topology() {}

    /** Where the results go. */
    public record Outputs(
            Sink<ObservedEdge> edges,
            Sink<Recommendation> recommendations,
            Sink<DeadLetter> deadLetters,
            Sink<Alert> alerts) {}

    public static void build(
            DataStream<RawRecord> flows, DataStream<InventoryEvent> inventory, JobSettings settings, Outputs outputs) {
        SingleOutputStreamOperator<Sighting> sightings = flows.transform(
                        "decode, orient and fold",
                        ProtoType.forMessage(Sighting.class),
                        new FoldOperator(
                                settings.formatByTopic(),
                                settings.cluster(),
                                settings.foldCapacity(),
                                settings.flushMillis()))
                .uid("fold");

        DataStream<InventoryEvent> cluster = inventory.union(sightings.getSideOutput(Tags.INFERRED));

        SingleOutputStreamOperator<ObservedEdge> attributed = sightings
                .connect(cluster.broadcast())
                .transform(
                        "attribute",
                        ProtoType.forMessage(ObservedEdge.class),
                        new AttributeOperator(settings.identity()))
                .uid("attribute");

        SingleOutputStreamOperator<ObservedEdge> edges = attributed
                .keyBy(edge -> TopicKeys.clientKey(edge.getKey()), Types.STRING)
                .transform(
                        "reduce to edges",
                        ProtoType.forMessage(ObservedEdge.class),
                        new EdgeOperator(settings.admission()))
                .uid("edges");

        KeyedStream<SubjectUpdate, String> subjects = edges.flatMap(
                        new SubjectsOfEdge(), ProtoType.forMessage(SubjectUpdate.class))
                .name("subjects of edges")
                .uid("subjects-of-edges")
                .union(inventory
                        .flatMap(new SubjectsOfInventory(), ProtoType.forMessage(SubjectUpdate.class))
                        .name("subjects of inventory")
                        .uid("subjects-of-inventory"))
                .keyBy(update -> TopicKeys.recommendationKey(update.getCluster(), update.getSubject()), Types.STRING);

        SingleOutputStreamOperator<Recommendation> recommendations = subjects.connect(cluster.broadcast())
                .transform(
                        "recommend",
                        ProtoType.forMessage(Recommendation.class),
                        new RecommendOperator(settings.identity().waitForInventory(), settings.options()))
                .uid("recommend");

        DataStream<Alert> tallies = sightings
                .getSideOutput(Tags.TALLIES)
                .union(attributed.getSideOutput(Tags.TALLIES))
                .keyBy(TopicKeys::tallyKey, Types.STRING)
                .process(new TallyFunction(), ProtoType.forMessage(Alert.class))
                .name("add up tallies")
                .uid("tallies");

        edges.sinkTo(outputs.edges).name("weir.edges").uid("edges-sink");
        recommendations
                .sinkTo(outputs.recommendations)
                .name("weir.recommendations")
                .uid("recommendations-sink");
        sightings
                .getSideOutput(Tags.DEAD_LETTERS)
                .sinkTo(outputs.deadLetters)
                .name("weir.dead-letter")
                .uid("dead-letter-sink");
        tallies.sinkTo(outputs.alerts).name("weir.alerts").uid("alerts-sink");
    }
}
