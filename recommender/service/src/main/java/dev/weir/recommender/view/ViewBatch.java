package dev.weir.recommender.view;

import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Alert;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;

/** Changes of the view that take effect together. Reads its own changes, so one batch may hold a key many times. */
public final class ViewBatch implements AutoCloseable {
    /** Most dead letters that stay in the view, the newest ones. */
    static final long DEAD_LETTERS = 10_000;

    private final ViewStore store;
    private final WriteBatchWithIndex changes = new WriteBatchWithIndex(true);
    private final ReadOptions readOptions = new ReadOptions();
    private long nextDeadLetter = -1;
    private boolean changed;

    ViewBatch(ViewStore store) {
        this.store = store;
    }

    /** Sets the state of an edge. */
    public void putEdge(ObservedEdge edge) {
        put(Column.EDGES, Bytes.of(TopicKeys.edgeKey(edge.getKey())), edge.toByteArray());
    }

    /** Removes the edge with this record key. */
    public void deleteEdge(byte[] key) {
        delete(Column.EDGES, key);
    }

    /**
     * Sets a recommendation, unless a newer one of the same key is there.
     *
     * @param json the value as published
     * @param generation at least 0; the same generation again replaces
     * @return whether it was set
     */
    public boolean putRecommendation(byte[] key, byte[] json, long generation) {
        byte[] present = get(Column.RECOMMENDATIONS, key);
        if (present != null && Bytes.number(present) > generation) {
            return false;
        }
        put(Column.RECOMMENDATIONS, key, Bytes.of(generation, json));
        return true;
    }

    /** Withdraws a recommendation. */
    public void deleteRecommendation(byte[] key) {
        delete(Column.RECOMMENDATIONS, key);
    }

    /** Sets the latest tally of an alert key. */
    public void putTally(byte[] key, Alert alert) {
        put(Column.TALLIES, key, alert.toByteArray());
    }

    /** Removes a tally. */
    public void deleteTally(byte[] key) {
        delete(Column.TALLIES, key);
    }

    /** Sets the latest state of an object of the cluster. */
    public void putInventory(byte[] key, InventoryEvent event) {
        put(Column.INVENTORY, key, event.toByteArray());
    }

    /** Removes an object of the cluster. */
    public void deleteInventory(byte[] key) {
        delete(Column.INVENTORY, key);
    }

    /** Adds a dead letter as the newest, unless its place is there already; the oldest above 10,000 go. */
    public void addDeadLetter(DeadLetter letter) {
        byte[] place = letter.place();
        if (get(Column.DEAD_LETTERS, place) != null) {
            return;
        }
        long number = nextDeadLetter();
        nextDeadLetter = number + 1;
        put(Column.DEAD_LETTERS, place, Bytes.of(number, Bytes.of(letter.reason())));
        put(Column.DEAD_LETTER_ORDER, Bytes.of(number), place);
        if (number >= DEAD_LETTERS) {
            byte[] oldest = Bytes.of(number - DEAD_LETTERS);
            byte[] oldestPlace = get(Column.DEAD_LETTER_ORDER, oldest);
            if (oldestPlace != null) {
                delete(Column.DEAD_LETTERS, oldestPlace);
                delete(Column.DEAD_LETTER_ORDER, oldest);
            }
        }
    }

    // Numbers are given without a gap and only the oldest are removed, so the largest one tells how many there were.
    private long nextDeadLetter() {
        if (nextDeadLetter >= 0) {
            return nextDeadLetter;
        }
        try (RocksIterator iterator = store.db().newIterator(store.column(Column.DEAD_LETTER_ORDER))) {
            iterator.seekToLast();
            return iterator.isValid() ? Bytes.number(iterator.key()) + 1 : 0;
        }
    }

    /** Counts a value of a topic that could not be read. */
    public void countUnreadable(String topic) {
        byte[] key = Bytes.of(topic);
        byte[] count = get(Column.UNREADABLE, key);
        put(Column.UNREADABLE, key, Bytes.of(count == null ? 1 : Bytes.number(count) + 1));
    }

    /** Says from where the topic is to be read on once this batch is applied. */
    public void putOffset(TopicPartition partition, long next) {
        write(Column.OFFSETS, Bytes.of(partition.toString()), Bytes.of(next));
    }

    /** Says which topic the offsets under this name belong to. */
    public void putTopicId(String topic, String id) {
        write(Column.META, View.topicIdKey(topic), Bytes.of(id));
    }

    /** Whether the batch changes more than offsets. */
    public boolean changesData() {
        return changed;
    }

    /** Whether the batch changes nothing at all. */
    public boolean isEmpty() {
        return changes.count() == 0;
    }

    WriteBatchWithIndex changes() {
        return changes;
    }

    private byte @Nullable [] get(Column column, byte[] key) {
        try {
            return changes.getFromBatchAndDB(store.db(), store.column(column), readOptions, key);
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot read from column " + column, failure);
        }
    }

    private void put(Column column, byte[] key, byte[] value) {
        write(column, key, value);
        changed = true;
    }

    private void write(Column column, byte[] key, byte[] value) {
        try {
            changes.put(store.column(column), key, value);
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot add to a batch for column " + column, failure);
        }
    }

    private void delete(Column column, byte[] key) {
        try {
            changes.delete(store.column(column), key);
            changed = true;
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot add to a batch for column " + column, failure);
        }
    }

    /** Drops the batch; nothing of it takes effect unless it was applied before. */
    @Override
    public void close() {
        readOptions.close();
        changes.close();
    }
}
