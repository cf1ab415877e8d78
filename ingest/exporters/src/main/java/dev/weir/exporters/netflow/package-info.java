/**
 * Writes NetFlow v5, v9 and IPFIX messages by their specifications: fields of any number and length, templates, options and
 * records of plain values. It is the tests' opinion of the formats and shares nothing with the decoders.
 */
@NullMarked
package dev.weir.exporters.netflow;

import org.jspecify.annotations.NullMarked;
