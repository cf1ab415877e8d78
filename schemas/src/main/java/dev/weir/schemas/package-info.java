/**
 * What the processes agree on beside the messages themselves: the topics that lie between them, with their keys,
 * retention and compaction. The messages are in {@code dev.weir.v1}, generated from the Protobuf files of this module.
 */
@NullMarked
package dev.weir.schemas;

import org.jspecify.annotations.NullMarked;
