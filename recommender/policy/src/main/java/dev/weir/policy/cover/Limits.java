package dev.weir.policy.cover;

import java.math.BigInteger;

/**
 * What a cover may not exceed.
 *
 * @param blocks 1 or more
 * @param surplus 0 or more
 */
record Limits(int blocks, BigInteger surplus) {}
