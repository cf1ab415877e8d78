/** Bytes from Kafka, with where they stood. */
@NullMarked
package dev.weir.job.source;

import org.jspecify.annotations.NullMarked;
