package dev.weir.policy.parse;

import java.util.regex.Pattern;

/** The syntax of names and labels, as apimachinery's {@code util/validation} checks it. */
final class Names {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern DNS_SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL_PART = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_PORT_NAME = 15;

    private Names() {}

    static void checkDnsLabel(Field field, String name) {
        if (name.length() > LONGEST_LABEL || !DNS_LABEL.matcher(name).matches()) {
            field.reject("must be a DNS label: up to 63 of a-z, 0-9 and -", "begin and end with a letter or digit");
        }
    }

    static void checkDnsSubdomain(Field field, String name) {
        if (!isDnsSubdomain(name)) {
            field.reject(
                    "must be a DNS subdomain: up to 253 of a-z, 0-9, - and .",
                    "begin and end each part with a letter or digit");
        }
    }

    static void checkLabelKey(Field field, String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean good = slash < 0 || isDnsSubdomain(key.substring(0, slash));
        if (!good || name.length() > LONGEST_LABEL || !LABEL_PART.matcher(name).matches()) {
            field.reject(
                    "\"" + key + "\" is no label key",
                    "write name or domain/name; the name is up to 63 of A-Z, a-z, 0-9, -, _ and .");
        }
    }

    static void checkLabelValue(Field field, String value) {
        if (!value.isEmpty()
                && (value.length() > LONGEST_LABEL || !LABEL_PART.matcher(value).matches())) {
            field.reject(
                    "is no label value",
                    "it is empty or up to 63 of A-Z, a-z, 0-9, -, _ and ., alphanumeric at both ends");
        }
    }

    /** An IANA service name (RFC 6335), in lower case. */
    static void checkPortName(Field field, String name) {
        boolean good = name.length() <= LONGEST_PORT_NAME
                && PORT_NAME.matcher(name).matches()
                && !name.contains("--")
                && name.chars().anyMatch(Character::isLetter);
        if (!good) {
            field.reject(
                    "is no port name: up to 15 of a-z, 0-9 and -, with a letter",
                    name.matches("[0-9]+") ? "write the number without quotes" : "");
        }
    }

    private static boolean isDnsSubdomain(String name) {
        return name.length() <= LONGEST_SUBDOMAIN && DNS_SUBDOMAIN.matcher(name).matches();
    }
}
