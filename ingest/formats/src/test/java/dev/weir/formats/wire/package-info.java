/** Protobuf's encoding, beside what Protobuf's own library writes and reads. */
@NullMarked
package dev.weir.formats.wire;

import org.jspecify.annotations.NullMarked;
