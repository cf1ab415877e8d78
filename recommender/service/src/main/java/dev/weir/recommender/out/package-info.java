/**
 * The folder that a person or a repository takes the policies from: one file a workload, a report, and a mark that says
 * which offsets of the topics are reflected. Knows files only; the process and the offline command both write with it.
 */
@NullMarked
package dev.weir.recommender.out;

import org.jspecify.annotations.NullMarked;
