package dev.weir.recommender.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The view in RocksDB.
 *
 * <p>INVARIANT: data and the offsets it comes from are written in one batch. RocksDB applies a batch wholly or not at
 * all, so after a crash at any moment the view is that of an earlier moment of the same run, and reading on from its
 * offsets gives what an undisturbed run gives. Writes are therefore not synced to disk: a power failure takes the newest
 * batches away, offsets included, and they are read from Kafka again.
 *
 * <p>One thread writes; any number may {@link #read}.
 */
public final class ViewStore implements AutoCloseable {
    /** Layout of the columns. A store of a newer Weir has a larger number and is refused. */
    static final long FORMAT = 1;

    private static final byte[] FORMAT_KEY = Bytes.of("format");
    private static final long CACHE_BYTES = 32L << 20;
    private static final long MEMTABLE_BYTES = 8L << 20;
    private static final long WAL_BYTES = 64L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache cache;
    private final ColumnFamilyOptions familyOptions;
    private final DBOptions options;
    private final WriteOptions writeOptions;
    private final Map<Column, ColumnFamilyHandle> columns;
    private final ColumnFamilyHandle unused;
    private final RocksDB db;

    private ViewStore(Path folder) throws RocksDBException {
        cache = new LRUCache(CACHE_BYTES);
        familyOptions = new ColumnFamilyOptions()
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache))
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(MEMTABLE_BYTES);
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // Otherwise a family's data could be on disk while the log that holds the offsets is lost in a power
                // cut.
                .setAtomicFlush(true)
                .setMaxTotalWalSize(WAL_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2);
        writeOptions = new WriteOptions();
        columns = new EnumMap<>(Column.class);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB opened = null;
        try {
            opened = RocksDB.open(options, folder.toString(), descriptors(), handles);
        } finally {
            if (opened == null) {
                writeOptions.close();
                options.close();
                familyOptions.close();
                cache.close();
            }
        }
        db = opened;
        unused = handles.get(0);
        for (Column column : Column.values()) {
            columns.put(column, handles.get(1 + column.ordinal()));
        }
    }

    private List<ColumnFamilyDescriptor> descriptors() {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions));
        for (Column column : Column.values()) {
            descriptors.add(new ColumnFamilyDescriptor(column.familyName(), familyOptions));
        }
        return descriptors;
    }

    /**
     * Opens the store in a folder, which is made when it is missing.
     *
     * @throws ViewStoreException if another process has it open, if it is damaged, or if a newer Weir wrote it
     */
    public static ViewStore open(Path folder) {
        ViewStore store;
        try {
            Files.createDirectories(folder);
            store = new ViewStore(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the folder \"" + folder + "\" for the view", failure);
        } catch (RocksDBException failure) {
            throw new ViewStoreException(
                    "cannot open the view in \"" + folder + "\"; is another recommender using it?", failure);
        }
        boolean known = false;
        try {
            store.checkFormat(folder);
            known = true;
        } finally {
            if (!known) {
                store.close();
            }
        }
        return store;
    }

    private void checkFormat(Path folder) {
        try {
            byte[] format = db.get(column(Column.META), FORMAT_KEY);
            if (format == null) {
                db.put(column(Column.META), FORMAT_KEY, Bytes.of(FORMAT));
                return;
            }
            if (Bytes.number(format) != FORMAT) {
                throw new ViewStoreException("the view in \"" + folder + "\" has format " + Bytes.number(format)
                        + ", this Weir knows " + FORMAT + "; remove the folder, and it is built anew from the topics");
            }
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot read the format of the view in \"" + folder + "\"", failure);
        }
    }

    /** A new, empty batch of changes on top of the view as it is now. */
    public ViewBatch batch() {
        return new ViewBatch(this);
    }

    /** Applies a batch wholly or not at all, and closes it. */
    public void apply(ViewBatch batch) {
        try (batch) {
            db.write(writeOptions, batch.changes());
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot write a batch to the view", failure);
        }
    }

    /** Forgets everything, offsets included, in one step. */
    public void clear() {
        try (WriteBatch batch = new WriteBatch()) {
            for (Column column : Column.values()) {
                batch.deleteRange(column(column), Bytes.FIRST, Bytes.AFTER_LAST);
            }
            batch.put(column(Column.META), FORMAT_KEY, Bytes.of(FORMAT));
            db.write(writeOptions, batch);
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot empty the view", failure);
        }
    }

    /** The view as of now; whatever is written later does not show in it. */
    public View read() {
        return new View(this);
    }

    /**
     * Copies the view as of now to a folder, from which {@link #open} restores it. Files are hard-linked where the file
     * system can.
     *
     * @param folder must not exist
     */
    public void backUp(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException failure) {
            throw new ViewStoreException("cannot copy the view to \"" + folder + "\"", failure);
        }
    }

    RocksDB db() {
        return db;
    }

    ColumnFamilyHandle column(Column column) {
        ColumnFamilyHandle handle = columns.get(column);
        if (handle == null) {
            throw new IllegalStateException("column " + column + " is not open");
        }
        return handle;
    }

    /** Closes the store; batches and views of it must be closed before. */
    @Override
    public void close() {
        columns.values().forEach(ColumnFamilyHandle::close);
        unused.close();
        db.close();
        writeOptions.close();
        options.close();
        familyOptions.close();
        cache.close();
    }
}
