@NullMarked
package dev.weir.recommender.out;

import org.jspecify.annotations.NullMarked;
