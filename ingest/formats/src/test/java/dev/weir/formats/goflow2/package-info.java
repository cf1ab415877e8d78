/** goflow2's Protobuf, as the exporter's schema writes it. */
@NullMarked
package dev.weir.formats.goflow2;

import org.jspecify.annotations.NullMarked;
