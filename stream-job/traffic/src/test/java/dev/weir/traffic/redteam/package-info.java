/** Attacks on a clean cluster of workloads, and how much of the legitimate traffic is held for them. */
@NullMarked
package dev.weir.traffic.redteam;

import org.jspecify.annotations.NullMarked;
