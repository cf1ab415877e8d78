/** Health and metrics of a process over HTTP, for probes and for Prometheus. */
@NullMarked
package dev.weir.collector.serve;

import org.jspecify.annotations.NullMarked;
