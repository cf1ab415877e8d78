/** What the decoders make of hand-written records, of recorded ones, and of anything at all. */
@NullMarked
package dev.weir.formats;

import org.jspecify.annotations.NullMarked;
