package dev.weir.broker;

import dev.weir.schemas.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the catalogue that are missing. What is there already is left as it is. */
public final class TopicCreator {
    private static final long TIMEOUT_SECONDS = 60;

    private TopicCreator() {}

    /**
     * Makes the missing topics with as many replicas as the broker's default says.
     *
     * @return names of the topics that were made, sorted; empty when all were there
     * @throws IllegalStateException if the broker refuses one, with its reason, or does not answer within 60 s
     */
    public static Set<String> create(Admin admin, Collection<Topic> topics) {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                        topics.stream().map(TopicCreator::asked).toList())
                .values();
        Set<String> made = new TreeSet<>();
        answers.forEach((name, answer) -> {
            if (wasMade(name, answer)) {
                made.add(name);
            }
        });
        return made;
    }

    private static NewTopic asked(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.config());
    }

    private static boolean wasMade(String name, KafkaFuture<Void> answer) {
        try {
            answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new IllegalStateException(
                    "the broker refuses to make topic \"" + name + "\": " + refused.getCause(), refused);
        } catch (TimeoutException silent) {
            throw new IllegalStateException(
                    "the broker did not answer within " + TIMEOUT_SECONDS + " s whether it made topic \"" + name + "\"",
                    silent);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic \"" + name + "\" was being made", stopWaiting);
        }
    }
}
