/**
 * The recommender's process: follows the topics and keeps the folder of policies on disk up to date with them. It never
 * applies a policy.
 */
@NullMarked
package dev.weir.recommender;

import org.jspecify.annotations.NullMarked;
