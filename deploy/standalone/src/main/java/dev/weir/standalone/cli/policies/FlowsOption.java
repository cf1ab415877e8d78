package dev.weir.standalone.cli.policies;

import dev.weir.collector.inventory.InventoryFiles;
import dev.weir.formats.FlowDecoder;
import dev.weir.policy.recommend.Options;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.cli.FlowFiles;
import dev.weir.standalone.flows.FlowFile;
import dev.weir.standalone.offline.OfflineRun;
import dev.weir.v1.ObservedEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Recorded flows, from which observed edges are made as {@code weir recommend} makes them. */
final class FlowsOption {

    @Option(
            names = "--flows",
            paramLabel = "FILE",
            description = "File of recorded flows, may be repeated; - is standard input.")
    List<Path> flows = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of the flow files, as hubble-json, pmacct-json, ipfix or netflow; a wrong name "
                    + "lists all. Default: recognised.")
    String format = "";

    boolean isGiven() {
        return !flows.isEmpty();
    }

    /** The edges, with the cluster's snapshot as the inventory; records that are none are told on standard error. */
    List<ObservedEdge> edges(Path cluster) {
        try {
            OfflineRun run = new OfflineRun("default", Options.defaults());
            run.inventory(InventoryFiles.read(List.of(cluster), "default").events());
            for (FlowFile file : FlowFiles.recognised(flows, format)) {
                read(file, run);
            }
            return run.finish().edges();
        } catch (IOException e) {
            throw new BadInput("--flows cannot be read: " + e.getMessage());
        }
    }

    private static void read(FlowFile file, OfflineRun run) throws IOException {
        FlowDecoder decoder = file.format().decoder();
        long now = System.currentTimeMillis() * 1_000_000;
        file.forEachLine((line, number) -> run.read(
                decoder,
                line,
                now,
                bad -> System.err.println(file.path() + ":" + number + ": " + bad.reason() + ": " + bad.detail())));
    }
}
