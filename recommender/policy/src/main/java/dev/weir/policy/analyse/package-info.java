/**
 * Small programs over the evaluator, each a question that people ask about policies: which connections are open, what a
 * change opens and closes, why a connection passes, who is not isolated, where rules and traffic disagree, what an
 * intruder could reach, and how much more than the observed is allowed.
 *
 * <p>None of them judges by itself. Pods that no policy can tell apart are asked about once, ports and addresses once
 * for each interval between the borders that rules mention, and every answer is the evaluator's; so the answers are
 * exact for the snapshot, not samples of it.
 */
@NullMarked
package dev.weir.policy.analyse;

import org.jspecify.annotations.NullMarked;
