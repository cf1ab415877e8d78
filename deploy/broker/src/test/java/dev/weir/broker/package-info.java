/** The contract of a broker, and each host that has to keep it. */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
