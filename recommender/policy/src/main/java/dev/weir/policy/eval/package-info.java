/**
 * Whether a connection passes, and why.
 *
 * <p>{@link dev.weir.policy.eval.PlainEvaluator} is the meaning of the policies: it goes through them as the API's text
 * does, one rule after the other, and names what decided. {@link dev.weir.policy.eval.FastEvaluator} answers the same
 * question many million times a second and is held equal to the plain one by property tests; where the two differ, the
 * plain one is right.
 */
@NullMarked
package dev.weir.policy.eval;

import org.jspecify.annotations.NullMarked;
