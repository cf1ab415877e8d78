package dev.weir.policy.analyse;

import static java.util.stream.Collectors.joining;

import dev.weir.policy.model.PortSet;
import dev.weir.policy.model.Protocol;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The ports of each protocol on which connections pass.
 *
 * @param byProtocol only protocols with ports, in the order of {@link Protocol}
 */
public record OpenPorts(Map<Protocol, PortSet> byProtocol) {

    private static final OpenPorts NONE = new OpenPorts(Map.of());
    private static final OpenPorts ALL = of(protocol -> PortSet.all());

    public OpenPorts {
        Map<Protocol, PortSet> some = new EnumMap<>(Protocol.class);
        byProtocol.forEach((protocol, ports) -> {
            if (!ports.isEmpty()) {
                some.put(protocol, ports);
            }
        });
        byProtocol = Collections.unmodifiableMap(some);
    }

    static OpenPorts of(Function<Protocol, PortSet> ports) {
        Map<Protocol, PortSet> byProtocol = new EnumMap<>(Protocol.class);
        for (Protocol protocol : Protocol.values()) {
            byProtocol.put(protocol, ports.apply(protocol));
        }
        return new OpenPorts(byProtocol);
    }

    public static OpenPorts none() {
        return NONE;
    }

    public static OpenPorts all() {
        return ALL;
    }

    public PortSet of(Protocol protocol) {
        return byProtocol.getOrDefault(protocol, PortSet.none());
    }

    public boolean isEmpty() {
        return byProtocol.isEmpty();
    }

    /** Every port of every protocol. */
    public boolean isAll() {
        return equals(ALL);
    }

    public boolean contains(Protocol protocol, int port) {
        return of(protocol).contains(port);
    }

    /** How many pairs of protocol and port there are, 0 to 3 * 65535. */
    public int size() {
        return byProtocol.values().stream().mapToInt(PortSet::size).sum();
    }

    public OpenPorts union(OpenPorts other) {
        return combine(other, PortSet::union);
    }

    public OpenPorts intersection(OpenPorts other) {
        return combine(other, PortSet::intersection);
    }

    /** What is in this and not in the other. */
    public OpenPorts minus(OpenPorts other) {
        return isEmpty() || equals(other) ? NONE : combine(other, PortSet::minus);
    }

    private OpenPorts combine(OpenPorts other, BinaryOperator<PortSet> operation) {
        return of(protocol -> operation.apply(of(protocol), other.of(protocol)));
    }

    /** Like {@code TCP 80,443; UDP 53}, or {@code all}. */
    @Override
    public String toString() {
        return isAll()
                ? "all"
                : byProtocol.entrySet().stream()
                        .map(it -> it.getKey() + " " + (it.getValue().isAll() ? "all" : it.getValue()))
                        .collect(joining("; "));
    }
}
