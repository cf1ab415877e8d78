/**
 * Whether a connection passes, and why.
 *
 * <p>{@link dev.weir.policy.eval.PlainEvaluator} is the meaning of the policies: it goes through them as the API's text
 * does, one rule after the other, and names what decided.
 */
@NullMarked
package dev.weir.policy.eval;

import org.jspecify.annotations.NullMarked;
