/**
 * What Weir's topics say, as a view on disk. {@link dev.weir.recommender.view.ViewConsumer} reads the topics,
 * {@link dev.weir.recommender.view.ViewStore} keeps the view in RocksDB together with the offsets it is the result of,
 * and {@link dev.weir.recommender.view.View} reads it as of one moment.
 */
@NullMarked
package dev.weir.recommender.view;

import org.jspecify.annotations.NullMarked;
