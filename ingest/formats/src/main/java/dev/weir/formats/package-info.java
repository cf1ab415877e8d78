/**
 * Bytes of an exporter in, canonical flows out.
 *
 * <p>A {@link dev.weir.formats.FlowDecoder} gets one Kafka value or one line of a file and tells a
 * {@link dev.weir.formats.DecodeSink} each flow it found and each piece it could not read, with the place and the reason.
 * It reads nothing else, keeps no flow, and never throws: what a stranger sends is a value of this package, not an
 * exception. {@link dev.weir.formats.Format} is the list of what can be read.
 */
@NullMarked
package dev.weir.formats;

import org.jspecify.annotations.NullMarked;
