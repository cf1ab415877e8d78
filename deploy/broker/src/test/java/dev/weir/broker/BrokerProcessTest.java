package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.process.ChildFailedException;
import dev.weir.schemas.Topic;
import dev.weir.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerProcessTest {
    @TempDir
    Path folder;

    @Test
    void everyTopicOfTheCatalogueIsMadeOnceAsItIsDescribed() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                Admin admin = admin(broker)) {
            Set<String> made = TopicCreator.create(admin, Topics.all());
            Set<String> madeAgain = TopicCreator.create(admin, Topics.all());

            assertThat(made).isEqualTo(Topics.all().stream().map(Topic::name).collect(Collectors.toSet()));
            assertThat(madeAgain).isEmpty();
            for (Topic topic : Topics.all()) {
                assertThat(new BrokerClients(broker.bootstrapServers()).configOf(topic.name()))
                        .containsAllEntriesOf(topic.config());
            }
        }
    }

    @Test
    void killedBrokerComesBackOnTheSamePortWithItsTopics() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                Admin admin = admin(broker)) {
            TopicCreator.create(admin, Topics.all());
            String before = broker.bootstrapServers();

            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.restart();

            assertThat(broker.bootstrapServers()).isEqualTo(before);
            assertThat(TopicCreator.create(admin, Topics.all())).isEmpty();
        }
    }

    @Test
    void dataFolderServesAgainOnOtherPorts() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                Admin admin = admin(broker)) {
            TopicCreator.create(admin, Topics.all());
        }

        try (BrokerProcess again = BrokerProcess.start(folder);
                Admin admin = admin(again)) {
            assertThat(TopicCreator.create(admin, Topics.all())).isEmpty();
        }
    }

    @Test
    void brokerThatCannotServeSaysWhy() throws Exception {
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("log").resolve("meta.properties"), "version=99\n");

        assertThatThrownBy(() -> BrokerProcess.start(folder))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("ended with code 1 before it was ready")
                .hasMessageContaining("meta.properties");
    }

    private static Admin admin(Broker broker) {
        return new BrokerClients(broker.bootstrapServers()).admin();
    }
}
