/** Which host a test gets. */
@NullMarked
package dev.weir.broker.testing;

import org.jspecify.annotations.NullMarked;
