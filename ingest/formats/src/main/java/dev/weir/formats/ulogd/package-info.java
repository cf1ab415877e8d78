/**
 * Lines of ulogd2's JSON output, Linux' own log of its packet filter: packets that a rule logged (NFLOG) and connections
 * that connection tracking saw end (NFCT). Keys as ulogd 2.0.8 writes them with its plugins BASE, IFINDEX and IP2STR.
 */
@NullMarked
package dev.weir.formats.ulogd;

import org.jspecify.annotations.NullMarked;
