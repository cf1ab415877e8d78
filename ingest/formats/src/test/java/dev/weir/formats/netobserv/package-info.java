/** NetObserv's own Protobuf, as the exporter's schema writes it. */
@NullMarked
package dev.weir.formats.netobserv;

import org.jspecify.annotations.NullMarked;
