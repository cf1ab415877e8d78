package dev.weir.formats.conntrack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A line in its parts. */
final class RawEntry {
    /** Nanoseconds since the epoch; 0 without {@code -o timestamp}. */
    long time;

    /** Between brackets: NEW, UPDATE, DESTROY, UNREPLIED, ASSURED and others. */
    final Set<String> marks = new HashSet<>();

    /** Empty where the line is no connection's. */
    String protocol = "";

    int protocolNumber;

    /** TCP's and others' state, if told. */
    String state = "";

    final Map<String, String> original = new HashMap<>();
    final Map<String, String> reply = new HashMap<>();

    boolean isConnection() {
        return !protocol.isEmpty() && original.containsKey("src") && reply.containsKey("src");
    }
}
