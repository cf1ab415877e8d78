/**
 * goflow2's JSON: NetFlow, IPFIX and sFlow as text, in the words of version 2 ({@code src_addr}) and of version 1 ({@code
 * SrcAddr}), the latter also with what flowlogs-pipeline's first versions added to it.
 *
 * <p>TCP flags are the OR over a flow's packets, so they say who opened the connection only where the other side's flags
 * cannot be among them; an sFlow sample is one packet, whose flags say more. It knows no labels, and counters are as
 * sampled.
 *
 * <p>Source of every rule: {@code pb/flow.proto}, {@code format} and {@code producer} of netsampler/goflow2, versions 1 and
 * 2.
 */
@NullMarked
package dev.weir.formats.goflow2;

import org.jspecify.annotations.NullMarked;
