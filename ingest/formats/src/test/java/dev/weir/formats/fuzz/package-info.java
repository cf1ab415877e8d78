/**
 * Mutational fuzzing of every decoder: whatever the bytes, each is a flow or a bad piece, soon and within bounds of memory.
 */
@NullMarked
package dev.weir.formats.fuzz;

import org.jspecify.annotations.NullMarked;
