/**
 * What a run says about itself: how many records it read and what became of each, which policies it proposes, and how
 * far its word can be trusted. Whoever ran it brings the numbers; here they are only put into words.
 */
@NullMarked
package dev.weir.policy.report;

import org.jspecify.annotations.NullMarked;
