package dev.weir.policy.model;

/** The three transport protocols a NetworkPolicy can name. ICMP is not among them and cannot be expressed. */
public enum Protocol {
    TCP,
    UDP,
    SCTP
}
