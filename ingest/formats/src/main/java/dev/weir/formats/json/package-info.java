/**
 * JSON as it reaches Kafka: whose text it is does not matter here.
 *
 * <p>{@link dev.weir.formats.json.JsonFlowDecoder} finds the records of a value, whether they stand alone, on lines, in an
 * array or in what a log tailer put around them, and gives each to a {@link dev.weir.formats.json.RecordReader}. The rest
 * are the notations that exporters share: members of an object, numbers in quotes, addresses, times.
 */
@NullMarked
package dev.weir.formats.json;

import org.jspecify.annotations.NullMarked;
