/** Numbers as they are on the wire: big-endian integers of any width, and Protobuf's encoding. */
@NullMarked
package dev.weir.formats.wire;

import org.jspecify.annotations.NullMarked;
