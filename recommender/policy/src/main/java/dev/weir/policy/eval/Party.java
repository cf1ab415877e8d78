package dev.weir.policy.eval;

import dev.weir.policy.model.IpAddress;
import java.util.Set;

/** One end of a connection, as the asker knows it. */
public sealed interface Party {

    /**
     * A pod of the snapshot. A completed pod may be named and stands for the pod it was while it ran; a host-network
     * pod stands for its node.
     */
    record PodParty(String namespace, String name) implements Party {
        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    /**
     * An address. If a running pod or a node of the snapshot owns it, it is judged as that pod or node.
     *
     * @param domainNames names by which the client looked the address up; they matter to {@code domainNames} peers
     */
    record AddressParty(IpAddress address, Set<String> domainNames) implements Party {
        public AddressParty {
            domainNames = Set.copyOf(domainNames);
        }

        public AddressParty(IpAddress address) {
            this(address, Set.of());
        }

        @Override
        public String toString() {
            return "ip:" + address;
        }
    }

    /** A node of the snapshot, and with it every host-network pod on it. */
    record NodeParty(String name) implements Party {
        @Override
        public String toString() {
            return "node:" + name;
        }
    }

    static Party pod(String namespace, String name) {
        return new PodParty(namespace, name);
    }

    static Party address(String address) {
        return new AddressParty(IpAddress.of(address));
    }

    static Party node(String name) {
        return new NodeParty(name);
    }

    /**
     * Reads {@code namespace/pod}, {@code ip:ADDRESS} or {@code node:NAME}; a bare address is read as one.
     *
     * @throws IllegalArgumentException if the text is none of them
     */
    static Party parse(String text) {
        if (text.startsWith("ip:")) {
            return address(text.substring("ip:".length()));
        }
        if (text.startsWith("node:")) {
            return node(text.substring("node:".length()));
        }
        int slash = text.indexOf('/');
        if (slash > 0 && slash == text.lastIndexOf('/') && slash < text.length() - 1) {
            return pod(text.substring(0, slash), text.substring(slash + 1));
        }
        return IpAddress.parse(text)
                .map(AddressParty::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" names nobody; write namespace/pod, ip:ADDRESS or node:NAME"));
    }
}
