package dev.weir.standalone.cli.collect;

import picocli.CommandLine.Command;

/** {@code weir collect}: the collectors, one by one. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = "Collectors: what they see goes to Kafka.",
        subcommands = {
            CollectInventory.class,
            CollectHubble.class,
            CollectGoldmane.class,
            CollectUdp.class,
            CollectFiles.class,
            CollectStdin.class
        })
public final class CollectCommand {}
