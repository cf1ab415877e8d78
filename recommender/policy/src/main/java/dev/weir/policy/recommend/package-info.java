/**
 * From what one workload was seen to do to the policy that allows that and nothing else.
 *
 * <p>{@link dev.weir.policy.recommend.Recommender} is the only entry. It is a function: the same edges in any order and
 * number, with the same landscape and options, give the same bytes. Before it lets a policy out, it asks
 * {@link dev.weir.policy.eval.FastEvaluator} whether the policy admits every edge it was made from, and counts what
 * else it admits; the tests ask {@link dev.weir.policy.eval.PlainEvaluator} the same.
 */
@NullMarked
package dev.weir.policy.recommend;

import org.jspecify.annotations.NullMarked;
