/** Tests of the inventory. */
@NullMarked
package dev.weir.collector.inventory;

import org.jspecify.annotations.NullMarked;
