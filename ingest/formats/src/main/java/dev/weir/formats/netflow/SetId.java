package dev.weir.formats.netflow;

/** What a set's number says of its content: RFC 7011 §3.3.2, RFC 3954 §5. */
final class SetId {
    static final int TEMPLATE_V9 = 0;
    static final int OPTIONS_TEMPLATE_V9 = 1;
    static final int TEMPLATE = 2;
    static final int OPTIONS_TEMPLATE = 3;
    static final int FIRST_OF_DATA = 256;

    private SetId() {}

    static boolean isTemplate(int id, Version version) {
        return id == (version == Version.IPFIX ? TEMPLATE : TEMPLATE_V9);
    }

    static boolean isOptionsTemplate(int id, Version version) {
        return id == (version == Version.IPFIX ? OPTIONS_TEMPLATE : OPTIONS_TEMPLATE_V9);
    }
}
