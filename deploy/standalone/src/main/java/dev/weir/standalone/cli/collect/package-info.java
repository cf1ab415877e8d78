/** {@code weir collect}: the collectors, one by one, with what they have in common. */
@NullMarked
package dev.weir.standalone.cli.collect;

import org.jspecify.annotations.NullMarked;
