package dev.weir.broker;

/** A Kafka broker that somebody started for us and that we end. Every implementation passes {@code BrokerContract}. */
public interface Broker extends AutoCloseable {
    /** Where clients find it, as {@code host:port}; stays the same over {@link #restart}. */
    String bootstrapServers();

    /** Ends it and starts it again on the same data; returns when it serves. */
    void restart();

    /** Ends it. */
    @Override
    void close();
}
