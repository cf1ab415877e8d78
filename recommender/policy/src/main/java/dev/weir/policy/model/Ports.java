package dev.weir.policy.model;

/** The destination ports that one item of a {@code ports} list stands for. Numbers are 1 to 65535. */
public sealed interface Ports {

    int LOWEST = 1;
    int HIGHEST = 65535;

    /** No {@code port} given: every port of the protocol. */
    record All() implements Ports {}

    /** {@code port: 80}. */
    record Number(int number) implements Ports {
        public Number {
            requirePort(number);
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
    }

    /** {@code port: http}: the number that the destination pod gives this name, for the item's protocol. */
    record Named(String name) implements Ports {
        public Named {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A named port needs a name");
            }
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
