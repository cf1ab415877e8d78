/** What the headers of IP, TCP and ICMP say, in the words and numbers that exporters share. */
@NullMarked
package dev.weir.formats.ip;

import org.jspecify.annotations.NullMarked;
