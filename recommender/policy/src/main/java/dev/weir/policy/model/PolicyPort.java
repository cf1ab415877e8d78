package dev.weir.policy.model;

/** An item of a NetworkPolicy rule's {@code ports}. A missing {@code protocol} is TCP, in every item. */
public record PolicyPort(Protocol protocol, Ports ports) {

    public static PolicyPort tcp(int number) {
        return new PolicyPort(Protocol.TCP, Ports.number(number));
    }

    public static PolicyPort udp(int number) {
        return new PolicyPort(Protocol.UDP, Ports.number(number));
    }
}
