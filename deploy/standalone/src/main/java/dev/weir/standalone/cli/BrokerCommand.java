package dev.weir.standalone.cli;

import dev.weir.broker.BrokerProcess;
import dev.weir.broker.TopicCreator;
import dev.weir.schemas.Topics;
import dev.weir.standalone.ExitCodes;
import dev.weir.standalone.up.NativeTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir broker}: a place for an exporter to write to where there is no Kafka yet. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Kafka broker on this machine's loopback address and keeps it until Ctrl-C. Prints its address.",
            "For trials: an exporter writes to it, and \"weir up --kafka\" or \"weir collect\" use it."
        })
public final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder for its log; an earlier one is continued.")
    Path data = Path.of("");

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "A topic for an exporter to write to; may be repeated. Weir's own are there in any case.")
    List<String> topics = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        BrokerProcess broker = BrokerProcess.start(data);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "broker-stop"));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) broker.bootstrapServers()))) {
            TopicCreator.create(admin, new ArrayList<>(Topics.all()));
            topics.forEach(topic -> NativeTopic.create(admin, topic, 1));
        }
        System.out.println(broker.bootstrapServers());
        System.out.flush();
        new CountDownLatch(1).await();
        return ExitCodes.OK;
    }
}
