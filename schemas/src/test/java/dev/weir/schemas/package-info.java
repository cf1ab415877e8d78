/** Tests of the topic catalogue and of the promise that released messages stay readable. */
@NullMarked
package dev.weir.schemas;

import org.jspecify.annotations.NullMarked;
