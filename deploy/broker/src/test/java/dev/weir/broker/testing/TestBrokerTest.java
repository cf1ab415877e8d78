package dev.weir.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.Broker;
import dev.weir.broker.TopicCreator;
import dev.weir.schemas.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestBrokerTest {
    @AfterEach
    void forgetTheChoice() {
        System.clearProperty(TestBroker.HOST_PROPERTY);
    }

    @Test
    void startedBrokerServesWhicheverTheHost() {
        try (Broker broker = TestBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(TopicCreator.create(admin, Topics.all()))
                    .hasSize(Topics.all().size());
        }
    }

    @Test
    void unknownHostIsRefused() {
        System.setProperty(TestBroker.HOST_PROPERTY, "mainframe");

        assertThatThrownBy(TestBroker::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"mainframe\"")
                .hasMessageContaining("\"container\"");
    }
}
