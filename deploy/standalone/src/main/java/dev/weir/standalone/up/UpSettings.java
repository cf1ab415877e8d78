package dev.weir.standalone.up;

import dev.weir.policy.recommend.Options;
import dev.weir.standalone.flows.FlowFile;
import dev.weir.v1.InventoryEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@code weir up} is told.
 *
 * @param flows files to play
 * @param topics topics of another broker to play
 * @param inventory empty where identity comes from the flows' own labels
 * @param options how policies are made
 * @param admission the admission file; empty path = the default settings
 * @param data folder for broker, state and logs; empty path = a new one
 * @param patience how long nothing may move before the run gives up
 */
public record UpSettings(
        List<FlowFile> flows,
        List<FlowTopic> topics,
        List<InventoryEvent> inventory,
        String cluster,
        Options options,
        Path admission,
        Path out,
        Path data,
        int parallelism,
        boolean keep,
        Duration patience) {
    public UpSettings {
        flows = List.copyOf(flows);
        topics = List.copyOf(topics);
        inventory = List.copyOf(inventory);
    }
}
