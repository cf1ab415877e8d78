package dev.weir.collector.file;

/**
 * How far a path was read.
 *
 * @param head of the file that was read last
 * @param offset bytes of its content that were read, whole lines only
 */
record Cursor(Head head, long offset) {
    /** Nothing was read yet. */
    static final Cursor START = new Cursor(Head.NONE, 0);

    Cursor {
        if (offset < head.length()) {
            throw new IllegalArgumentException(
                    "a head of " + head.length() + " bytes, of which only " + offset + " were read");
        }
    }
}
