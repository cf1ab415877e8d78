/** Explicit serializers: every value between operators and in state is Protobuf, never Kryo. */
@NullMarked
package dev.weir.job.serial;

import org.jspecify.annotations.NullMarked;
