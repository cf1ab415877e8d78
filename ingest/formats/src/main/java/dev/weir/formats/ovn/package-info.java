/**
 * OVN-Kubernetes's ACL audit log: which access list let a packet pass or not.
 *
 * <p>A line is one packet, of a sample that a meter bounds; it may be of the middle of a connection, so only TCP's flags
 * and refusals say who opened it. The list's name encodes its policy.
 *
 * <p>Source of every rule: {@code docs/features/network-security-controls} and {@code go-controller/pkg/ovn} of
 * ovn-org/ovn-kubernetes, {@code controller/pinctrl.c} and {@code lib/acl-log.c} of ovn-org/ovn.
 */
@NullMarked
package dev.weir.formats.ovn;

import org.jspecify.annotations.NullMarked;
