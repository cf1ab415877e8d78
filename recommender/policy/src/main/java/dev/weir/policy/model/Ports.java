package dev.weir.policy.model;

import java.util.List;

/** The destination ports that one item of a {@code ports} list stands for. Numbers are 1 to 65535. */
public sealed interface Ports {

    int LOWEST = 1;
    int HIGHEST = 65535;

    /**
     * Whether a connection to this port is meant.
     *
     * @param port the port on the destination itself, after any translation by a Service
     * @param destination the named ports of the destination pod; none if the destination is no pod
     */
    boolean covers(Protocol protocol, int port, List<NamedPort> destination);

    /** No {@code port} given: every port of the protocol. */
    record All() implements Ports {
        @Override
        public boolean covers(Protocol protocol, int port, List<NamedPort> destination) {
            return true;
        }
    }

    /** {@code port: 80}. */
    @SuppressWarnings("JavaLangClash") // nobody takes a port for a java.lang.Number
    record Number(int number) implements Ports {
        public Number {
            requirePort(number);
        }

        @Override
        public boolean covers(Protocol protocol, int port, List<NamedPort> destination) {
            return port == number;
        }
    }

    /** {@code port} with {@code endPort}, both inclusive; the API allows them to be equal. */
    record Range(int first, int last) implements Ports {
        public Range {
            requirePort(first);
            requirePort(last);
            if (first > last) {
                throw new IllegalArgumentException("endPort " + last + " is below port " + first);
            }
        }

        @Override
        public boolean covers(Protocol protocol, int port, List<NamedPort> destination) {
            return first <= port && port <= last;
        }
    }

    /** {@code port: http}: the number that the destination pod gives this name, for the item's protocol. */
    record Named(String name) implements Ports {
        public Named {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A named port needs a name");
            }
        }

        @Override
        public boolean covers(Protocol protocol, int port, List<NamedPort> destination) {
            return destination.stream()
                    .anyMatch(it -> it.number() == port
                            && it.protocol() == protocol
                            && it.name().equals(name));
        }
    }

    static Ports all() {
        return new All();
    }

    static Ports number(int number) {
        return new Number(number);
    }

    static Ports range(int first, int last) {
        return new Range(first, last);
    }

    static Ports named(String name) {
        return new Named(name);
    }

    private static void requirePort(int number) {
        if (number < LOWEST || number > HIGHEST) {
            throw new IllegalArgumentException("A port is " + LOWEST + " to " + HIGHEST + ", not " + number);
        }
    }
}
