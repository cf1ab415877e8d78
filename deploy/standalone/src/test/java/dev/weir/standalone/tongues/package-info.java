/**
 * One traffic, many tongues: the same connections told as each exporter would tell them, and what Weir makes of each. The
 * tongues are written from the exporters' own documentation and share no code with the decoders.
 */
@NullMarked
package dev.weir.standalone.tongues;

import org.jspecify.annotations.NullMarked;
