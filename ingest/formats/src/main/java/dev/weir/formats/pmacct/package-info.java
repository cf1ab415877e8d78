/**
 * pmacct's JSON, as its kafka and print plugins write it when they purge their cache.
 *
 * <p>A record is one direction of a flow over one purge interval, with whatever the operator listed under {@code
 * aggregate}: any member may be missing, and a missing one was added up over. TCP flags are the OR of all packets, so they
 * say who opened the connection only where the other side's flags cannot be among them. It knows no Kubernetes names.
 *
 * <p>Source of every rule: {@code src/plugin_cmn_json.c}, {@code src/pmacct-data.h} and {@code CONFIG-KEYS} of
 * pmacct/pmacct, version 1.7.
 */
@NullMarked
package dev.weir.formats.pmacct;

import org.jspecify.annotations.NullMarked;
