/** NetFlow and IPFIX: recorded datagrams of many exporters, and messages made by an encoder of the tests' own. */
@NullMarked
package dev.weir.formats.netflow;

import org.jspecify.annotations.NullMarked;
