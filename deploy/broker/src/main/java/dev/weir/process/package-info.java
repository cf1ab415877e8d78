/**
 * Child JVMs of this machine: where the class path of each of Weir's processes lies, how one is started, seen to be
 * ready, stopped and killed, and how it ends when its parent dies. Broker, Flink job and recommender service each need
 * a JVM of their own, because their native libraries and jars do not go together. Knows the JDK only.
 */
@NullMarked
package dev.weir.process;

import org.jspecify.annotations.NullMarked;
