@NullMarked
package dev.weir.recommender;

import org.jspecify.annotations.NullMarked;
