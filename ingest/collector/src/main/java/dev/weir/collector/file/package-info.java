/**
 * Flows from files that somebody else writes and rotates, and from standard input.
 *
 * <p>A file is known by its first bytes, not by its name or its number on the disk: {@link
 * dev.weir.collector.file.Head}. That one rule covers renaming, copying and truncating, compressing, and all of them while
 * nobody was looking. {@link dev.weir.collector.file.FileTail} follows one path through its rotations, {@link
 * dev.weir.collector.file.FileSource} keeps the positions, and saves one only after everything before it is on the broker:
 * a kill repeats what came since the last save and loses nothing.
 */
@NullMarked
package dev.weir.collector.file;

import org.jspecify.annotations.NullMarked;
