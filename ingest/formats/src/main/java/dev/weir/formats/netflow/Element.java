package dev.weir.formats.netflow;

/**
 * What is read of a record; IANA's names. What is not listed is passed over.
 *
 * <p>Sources: IANA's "IP Flow Information Export (IPFIX) Entities", RFC 3954 §8 for v9, Cisco's NSEL guide for the numbers
 * from 40001, CERT's registry (enterprise 6871) for the first packet's flags, Antrea's (enterprise 56506).
 */
enum Element {
    OCTET_DELTA_COUNT(1),
    PACKET_DELTA_COUNT(2),
    DELTA_FLOW_COUNT(3),
    PROTOCOL_IDENTIFIER(4),
    TCP_CONTROL_BITS(6),
    SOURCE_TRANSPORT_PORT(7),
    SOURCE_IPV4_ADDRESS(8, Kind.IPV4),
    DESTINATION_TRANSPORT_PORT(11),
    DESTINATION_IPV4_ADDRESS(12, Kind.IPV4),
    FLOW_END_SYS_UP_TIME(21),
    FLOW_START_SYS_UP_TIME(22),
    SOURCE_IPV6_ADDRESS(27, Kind.IPV6),
    DESTINATION_IPV6_ADDRESS(28, Kind.IPV6),
    ICMP_TYPE_CODE_IPV4(32),
    SAMPLING_INTERVAL(34),
    SAMPLER_ID(48),
    SAMPLER_RANDOM_INTERVAL(50),
    FLOW_DIRECTION(61),
    OCTET_TOTAL_COUNT(85),
    PACKET_TOTAL_COUNT(86),
    FORWARDING_STATUS(89),
    EXPORTER_IPV4_ADDRESS(130, Kind.IPV4),
    EXPORTER_IPV6_ADDRESS(131, Kind.IPV6),
    FLOW_END_REASON(136),
    ICMP_TYPE_CODE_IPV6(139),
    FLOW_START_SECONDS(150),
    FLOW_END_SECONDS(151),
    FLOW_START_MILLISECONDS(152),
    FLOW_END_MILLISECONDS(153),
    FLOW_START_MICROSECONDS(154),
    FLOW_END_MICROSECONDS(155),
    FLOW_START_NANOSECONDS(156),
    FLOW_END_NANOSECONDS(157),
    FLOW_START_DELTA_MICROSECONDS(158),
    FLOW_END_DELTA_MICROSECONDS(159),
    SYSTEM_INIT_TIME_MILLISECONDS(160),
    NOT_SENT_FLOW_TOTAL_COUNT(166),
    ICMP_TYPE_IPV4(176),
    ICMP_CODE_IPV4(177),
    ICMP_TYPE_IPV6(178),
    ICMP_CODE_IPV6(179),
    UDP_SOURCE_PORT(180),
    UDP_DESTINATION_PORT(181),
    TCP_SOURCE_PORT(182),
    TCP_DESTINATION_PORT(183),
    POST_NAT_SOURCE_IPV4_ADDRESS(225, Kind.IPV4),
    POST_NAT_DESTINATION_IPV4_ADDRESS(226, Kind.IPV4),
    POST_NAPT_SOURCE_TRANSPORT_PORT(227),
    POST_NAPT_DESTINATION_TRANSPORT_PORT(228),
    INITIATOR_OCTETS(231),
    RESPONDER_OCTETS(232),
    FIREWALL_EVENT(233),
    BIFLOW_DIRECTION(239),
    ETHERNET_TYPE(256),
    POST_NAT_SOURCE_IPV6_ADDRESS(281, Kind.IPV6),
    POST_NAT_DESTINATION_IPV6_ADDRESS(282, Kind.IPV6),
    INITIATOR_PACKETS(298),
    RESPONDER_PACKETS(299),
    SELECTOR_ID(302),
    SAMPLING_PACKET_INTERVAL(305),
    SAMPLING_PACKET_SPACE(306),
    SAMPLING_SIZE(309),
    SAMPLING_POPULATION(310),
    OBSERVATION_TIME_SECONDS(322),
    OBSERVATION_TIME_MILLISECONDS(323),
    OBSERVATION_TIME_MICROSECONDS(324),
    OBSERVATION_TIME_NANOSECONDS(325),

    REVERSE_OCTET_DELTA_COUNT(Enterprise.REVERSE, 1, Kind.NUMBER),
    REVERSE_PACKET_DELTA_COUNT(Enterprise.REVERSE, 2, Kind.NUMBER),
    REVERSE_OCTET_TOTAL_COUNT(Enterprise.REVERSE, 85, Kind.NUMBER),
    REVERSE_PACKET_TOTAL_COUNT(Enterprise.REVERSE, 86, Kind.NUMBER),

    INITIAL_TCP_FLAGS(Enterprise.CERT, 14, Kind.NUMBER),

    SOURCE_POD_NAMESPACE(Enterprise.ANTREA, 100, Kind.TEXT),
    SOURCE_POD_NAME(Enterprise.ANTREA, 101, Kind.TEXT),
    DESTINATION_POD_NAMESPACE(Enterprise.ANTREA, 102, Kind.TEXT),
    DESTINATION_POD_NAME(Enterprise.ANTREA, 103, Kind.TEXT),
    SOURCE_NODE_NAME(Enterprise.ANTREA, 104, Kind.TEXT),
    DESTINATION_NODE_NAME(Enterprise.ANTREA, 105, Kind.TEXT),
    DESTINATION_CLUSTER_IPV4(Enterprise.ANTREA, 106, Kind.IPV4),
    DESTINATION_CLUSTER_IPV6(Enterprise.ANTREA, 107, Kind.IPV6),
    DESTINATION_SERVICE_PORT(Enterprise.ANTREA, 108, Kind.NUMBER),
    DESTINATION_SERVICE_PORT_NAME(Enterprise.ANTREA, 109, Kind.TEXT),
    INGRESS_POLICY_NAME(Enterprise.ANTREA, 110, Kind.TEXT),
    INGRESS_POLICY_NAMESPACE(Enterprise.ANTREA, 111, Kind.TEXT),
    EGRESS_POLICY_NAME(Enterprise.ANTREA, 112, Kind.TEXT),
    EGRESS_POLICY_NAMESPACE(Enterprise.ANTREA, 113, Kind.TEXT),
    INGRESS_POLICY_TYPE(Enterprise.ANTREA, 115, Kind.NUMBER),
    EGRESS_POLICY_TYPE(Enterprise.ANTREA, 118, Kind.NUMBER),
    TCP_STATE(Enterprise.ANTREA, 136, Kind.TEXT),
    FLOW_TYPE(Enterprise.ANTREA, 137, Kind.NUMBER),
    INGRESS_RULE_ACTION(Enterprise.ANTREA, 139, Kind.NUMBER),
    EGRESS_RULE_ACTION(Enterprise.ANTREA, 140, Kind.NUMBER),
    INGRESS_RULE_NAME(Enterprise.ANTREA, 141, Kind.TEXT),
    EGRESS_RULE_NAME(Enterprise.ANTREA, 142, Kind.TEXT),
    SOURCE_POD_LABELS(Enterprise.ANTREA, 143, Kind.TEXT),
    DESTINATION_POD_LABELS(Enterprise.ANTREA, 144, Kind.TEXT),
    EGRESS_NAME(Enterprise.ANTREA, 153, Kind.TEXT),
    EGRESS_IP(Enterprise.ANTREA, 154, Kind.TEXT),
    APP_PROTOCOL_NAME(Enterprise.ANTREA, 155, Kind.TEXT),
    EGRESS_NODE_NAME(Enterprise.ANTREA, 157, Kind.TEXT),
    CLUSTER_ID(Enterprise.ANTREA, 158, Kind.TEXT),
    DESTINATION_SERVICE_IPV4(Enterprise.ANTREA, 168, Kind.IPV4),
    DESTINATION_SERVICE_IPV6(Enterprise.ANTREA, 169, Kind.IPV6),
    PROXY_SNAT_IPV4(Enterprise.ANTREA, 170, Kind.IPV4),
    PROXY_SNAT_IPV6(Enterprise.ANTREA, 171, Kind.IPV6),
    PROXY_SNAT_PORT(Enterprise.ANTREA, 172, Kind.NUMBER);

    /** How the bytes are read. */
    enum Kind {
        /** Unsigned, 1 to 8 bytes. */
        NUMBER,
        IPV4,
        IPV6,
        TEXT
    }

    private final int enterprise;
    private final int number;
    private final Kind kind;

    Element(int number) {
        this(number, Kind.NUMBER);
    }

    Element(int number, Kind kind) {
        this(Enterprise.IANA, number, kind);
    }

    Element(int enterprise, int number, Kind kind) {
        this.enterprise = enterprise;
        this.number = number;
        this.kind = kind;
    }

    int enterprise() {
        return enterprise;
    }

    int number() {
        return number;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** Whether a field of this length can hold it; a variable length is known from the record only. */
    boolean fits(int length) {
        return switch (kind) {
            case NUMBER -> length >= 1 && length <= Long.BYTES;
            case IPV4 -> length == 4;
            case IPV6 -> length == 16;
            case TEXT -> true;
        };
    }
}
