/** Files of flows, of lines and of messages. */
@NullMarked
package dev.weir.standalone.flows;

import org.jspecify.annotations.NullMarked;
