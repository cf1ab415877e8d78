package dev.weir.traffic.admission;

import dev.weir.traffic.identity.Cidr;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Servers that no rule may open. An edge is of them when every part that is given fits.
 *
 * @param what for a reader
 * @param servers which servers it is about
 * @param protocol IP protocol number; 0 = any
 * @param ports server ports; empty = any
 * @param cidr addresses; null = any, also a server that is known by name only
 */
public record NeverAllow(
        String what,
        Servers servers,
        int protocol,
        List<Integer> ports,
        @Nullable Cidr cidr) implements Serializable {
    private static final int TCP = 6;

    /** Where clouds hand out credentials to whoever asks. */
    static final List<NeverAllow> METADATA = List.of(
            address("cloud metadata", "169.254.169.254/32"), address("cloud metadata of AWS", "fd00:ec2::254/128"));

    /** Besides, the doors through which a cluster is taken over. Pods may listen on the same numbers with good reason. */
    static final List<NeverAllow> STRICT = List.of(
            METADATA.get(0),
            METADATA.get(1),
            address("cloud metadata of Alibaba", "100.100.100.200/32"),
            new NeverAllow("kubelet", Servers.NODES, TCP, List.of(10250, 10255), null),
            new NeverAllow("etcd of the cluster", Servers.NODES, TCP, List.of(2379, 2380), null),
            new NeverAllow("Docker", Servers.ANY, TCP, List.of(2375, 2376), null),
            new NeverAllow("SSH of a node", Servers.NODES, TCP, List.of(22), null),
            new NeverAllow("file shares and remote desktops", Servers.OUTSIDE, TCP, List.of(139, 445, 3389), null));

    /** Kinds of servers. */
    public enum Servers {
        /** All. */
        ANY,
        /** Nodes, and pods on their network. */
        NODES,
        /** Addresses and names outside the cluster. */
        OUTSIDE
    }

    public NeverAllow {
        ports = List.copyOf(ports);
        if (protocol == 0 && ports.isEmpty() && cidr == null) {
            throw new IllegalArgumentException(
                    "'" + what + "' would hold everything; give a protocol, ports or a cidr");
        }
    }

    public boolean matches(EdgeKey key) {
        Entity server = key.getServer();
        return isAbout(server.getKind())
                && (protocol == 0 || protocol == key.getIpProtocol())
                && (ports.isEmpty() || ports.contains(key.getPort()))
                && (cidr == null || (!server.getIp().isEmpty() && cidr.contains(server.getIp())));
    }

    private boolean isAbout(EntityKind kind) {
        return switch (servers) {
            case ANY -> true;
            case NODES -> kind == EntityKind.ENTITY_NODE || kind == EntityKind.ENTITY_LOCAL_NODE;
            case OUTSIDE -> kind == EntityKind.ENTITY_EXTERNAL_IP || kind == EntityKind.ENTITY_EXTERNAL_NAME;
        };
    }

    private static NeverAllow address(String what, String cidr) {
        return new NeverAllow(what, Servers.ANY, 0, List.of(), Cidr.parse(cidr));
    }
}
