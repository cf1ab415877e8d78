package dev.weir.policy.model;

/** A container port with a name. A pod may give one name to several protocols. */
public record NamedPort(String name, Protocol protocol, int number) {

    public NamedPort {
        if (number < Ports.LOWEST || number > Ports.HIGHEST) {
            throw new IllegalArgumentException("Port \"" + name + "\" is 1 to 65535, not " + number);
        }
    }
}
