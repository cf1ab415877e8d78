/** The second host of the pure core: the job's reducers over files, in one process, without Kafka or Flink. */
@NullMarked
package dev.weir.standalone.offline;

import org.jspecify.annotations.NullMarked;
