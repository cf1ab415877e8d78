/**
 * How fast policies are judged. Every question is put to both evaluators on one world in one run, so that what is read
 * off is a ratio, which a busy machine changes less than a time.
 */
@NullMarked
package dev.weir.microbench;

import org.jspecify.annotations.NullMarked;
