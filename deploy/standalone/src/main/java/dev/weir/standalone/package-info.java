/** The command {@code weir}: the offline host, the all-in-one, and the processes one by one. */
@NullMarked
package dev.weir.standalone;

import org.jspecify.annotations.NullMarked;
