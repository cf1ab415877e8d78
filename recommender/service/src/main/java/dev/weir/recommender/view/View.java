package dev.weir.recommender.view;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.weir.v1.Alert;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Tally;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** The view as of one moment. Everything comes in the order of the record keys' bytes. For one thread. */
public final class View implements AutoCloseable {
    private final ViewStore store;
    private final Snapshot snapshot;
    private final ReadOptions options;

    View(ViewStore store) {
        this.store = store;
        snapshot = store.db().getSnapshot();
        options = new ReadOptions().setSnapshot(snapshot);
    }

    /** Every edge. */
    public void edges(Consumer<ObservedEdge> each) {
        values(Column.EDGES, ObservedEdge.parser(), each);
    }

    /** Every recommendation that has not been withdrawn: its record key and its JSON. */
    public void recommendations(BiConsumer<String, byte[]> each) {
        forEach(Column.RECOMMENDATIONS, (key, value) -> each.accept(Bytes.text(key), Bytes.afterNumber(value)));
    }

    /** The latest tally of each key. */
    public void tallies(Consumer<Tally> each) {
        values(Column.TALLIES, Alert.parser(), alert -> each.accept(alert.getTally()));
    }

    /** The newest dead letters, 10,000 at most, oldest first. */
    public void deadLetters(Consumer<DeadLetter> each) {
        forEach(Column.DEAD_LETTER_ORDER, (number, place) -> {
            byte[] letter = stored(Column.DEAD_LETTERS, place)
                    .orElseThrow(() -> new ViewStoreException("dead letter " + Bytes.text(place) + " is missing"));
            each.accept(DeadLetter.of(place, Bytes.text(Bytes.afterNumber(letter))));
        });
    }

    /** How many dead letters there ever were, those that are kept no longer included. */
    public long deadLetterCount() {
        try (RocksIterator iterator = store.db().newIterator(store.column(Column.DEAD_LETTER_ORDER), options)) {
            iterator.seekToLast();
            return iterator.isValid() ? Bytes.number(iterator.key()) + 1 : 0;
        }
    }

    /** Every object of the clusters. */
    public void inventory(Consumer<InventoryEvent> each) {
        values(Column.INVENTORY, InventoryEvent.parser(), each);
    }

    /** Values that could not be read, by topic. */
    public SortedMap<String, Long> unreadable() {
        return numbers(Column.UNREADABLE);
    }

    /** Next offset by {@code topic-partition}. */
    public SortedMap<String, Long> offsets() {
        return numbers(Column.OFFSETS);
    }

    /** Next offset of one partition, or empty when nothing of it has been read. */
    public OptionalLong offset(TopicPartition partition) {
        return stored(Column.OFFSETS, Bytes.of(partition.toString()))
                .map(Bytes::number)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Id of the topic that the offsets under this name belong to. */
    public Optional<String> topicId(String topic) {
        return stored(Column.META, topicIdKey(topic)).map(Bytes::text);
    }

    static byte[] topicIdKey(String topic) {
        return Bytes.of("topic/" + topic);
    }

    void forEach(Column column, BiConsumer<byte[], byte[]> each) {
        try (RocksIterator iterator = store.db().newIterator(store.column(column), options)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                each.accept(iterator.key(), iterator.value());
            }
            iterator.status();
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot read column " + column, failure);
        }
    }

    private <T extends Message> void values(Column column, Parser<T> parser, Consumer<T> each) {
        forEach(column, (key, value) -> {
            try {
                each.accept(parser.parseFrom(value));
            } catch (InvalidProtocolBufferException damaged) {
                throw new ViewStoreException(
                        "column " + column + " holds no message under \"" + Bytes.text(key) + "\"", damaged);
            }
        });
    }

    private SortedMap<String, Long> numbers(Column column) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        forEach(column, (key, value) -> numbers.put(Bytes.text(key), Bytes.number(value)));
        return numbers;
    }

    private Optional<byte[]> stored(Column column, byte[] key) {
        try {
            return Optional.ofNullable(store.db().get(store.column(column), options, key));
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot read from column " + column, failure);
        }
    }

    /** Lets the moment go. */
    @Override
    public void close() {
        options.close();
        store.db().releaseSnapshot(snapshot);
        snapshot.close();
    }
}
