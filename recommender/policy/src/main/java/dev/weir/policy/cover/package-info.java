/**
 * Few blocks for many addresses. {@link dev.weir.policy.cover.CidrCover} is the only entry: pure, and exact about every
 * address that a block lets in without it having been asked for.
 */
@NullMarked
package dev.weir.policy.cover;

import org.jspecify.annotations.NullMarked;
