@NullMarked
package dev.weir.recommender.report;

import org.jspecify.annotations.NullMarked;
