/** All of Weir on one machine: broker, job and recommender in JVMs of their own, fed from files. */
@NullMarked
package dev.weir.standalone.up;

import org.jspecify.annotations.NullMarked;
