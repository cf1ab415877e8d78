@NullMarked
package dev.weir.recommender.view;

import org.jspecify.annotations.NullMarked;
