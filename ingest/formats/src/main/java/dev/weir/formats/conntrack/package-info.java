/**
 * Lines of {@code conntrack -E}, with {@code -o timestamp,extended,id} or without, and of {@code conntrack -L}.
 *
 * <p>A line has two tuples. The first is the original direction: its source is the client, and its destination what the
 * client asked for, a service's address perhaps. The second is the reply's: its source is what answered, after
 * translation.
 *
 * <p>Source of every rule: {@code src/conntrack/snprintf_default.c} of libnetfilter_conntrack, {@code conntrack(8)}.
 */
@NullMarked
package dev.weir.formats.conntrack;

import org.jspecify.annotations.NullMarked;
