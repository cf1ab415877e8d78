/** What leaves the job. Every sink is at-least-once, keyed and repeatable, so that its effect is exactly-once. */
@NullMarked
package dev.weir.job.sink;

import org.jspecify.annotations.NullMarked;
