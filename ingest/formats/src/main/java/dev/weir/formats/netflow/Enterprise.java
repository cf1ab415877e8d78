package dev.weir.formats.netflow;

/** IANA's private enterprise numbers, as far as their elements are read. */
final class Enterprise {
    /** IANA's own elements have none. */
    static final int IANA = 0;

    static final int CERT = 6871;

    /** Not an enterprise: the same element of the other direction (RFC 5103 §6.1). */
    static final int REVERSE = 29305;

    static final int ANTREA = 56506;

    private Enterprise() {}
}
