package dev.weir.recommender.view;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker which topics there are, and under which ids: a topic that was made anew has another one. */
final class TopicIds {
    private static final Logger LOG = LoggerFactory.getLogger(TopicIds.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private TopicIds() {}

    /**
     * Waits until all of the topics are there; says so in the log once it has to wait.
     *
     * @return by name
     * @throws InterruptedException if the thread is interrupted meanwhile
     * @throws IllegalStateException if the broker refuses to tell
     */
    static Map<String, TopicDescription> await(Admin admin, Collection<String> names) throws InterruptedException {
        boolean said = false;
        while (true) {
            Map<String, TopicDescription> found = new TreeMap<>();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> answer :
                    admin.describeTopics(names).topicNameValues().entrySet()) {
                description(answer.getKey(), answer.getValue()).ifPresent(known -> found.put(answer.getKey(), known));
            }
            if (found.size() == names.size()) {
                return found;
            }
            if (!said) {
                LOG.atWarn()
                        .setMessage("waiting for topics that are not there yet, or for the broker")
                        .addKeyValue("wanted", names)
                        .addKeyValue("found", found.keySet())
                        .log();
                said = true;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static Optional<TopicDescription> description(String name, KafkaFuture<TopicDescription> answer)
            throws InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException failure) {
            // An unknown topic counts as retriable too.
            if (failure.getCause() instanceof RetriableException) {
                return Optional.empty();
            }
            throw new IllegalStateException(
                    "the broker does not describe topic \"" + name + "\": " + failure.getCause(), failure);
        }
    }
}
