package dev.weir.policy.analyse;

import java.util.Comparator;

/** What passes from one place to another. */
public record AllowedConnections(Place from, Place to, OpenPorts ports) implements Comparable<AllowedConnections> {

    private static final Comparator<AllowedConnections> ORDER =
            Comparator.comparing(AllowedConnections::from).thenComparing(AllowedConnections::to);

    @Override
    public int compareTo(AllowedConnections other) {
        return ORDER.compare(this, other);
    }

    /** Like {@code shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432}. */
    @Override
    public String toString() {
        return from + " => " + to + " : " + ports;
    }
}
