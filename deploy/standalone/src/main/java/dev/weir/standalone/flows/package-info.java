/** Files of flow records, read line by line. */
@NullMarked
package dev.weir.standalone.flows;

import org.jspecify.annotations.NullMarked;
