package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;

/** Entities as the edge key carries them: the one place that decides which fields each kind has. */
public final class Entities {
    /** The name of an unknown entity that had more than one possible owner. */
    public static final String AMBIGUOUS = "ambiguous";

    /** The name of the entity that stands for all that are beyond the bound of {@link Strangers}. */
    public static final String MORE = "more than are kept";

    private Entities() {}

    static Entity more() {
        return unknown(MORE, ByteString.EMPTY);
    }

    public static Entity workload(String namespace, String kind, String name) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace(namespace)
                .setWorkloadKind(kind)
                .setName(name)
                .build();
    }

    public static Entity node(String name, ByteString ip) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_NODE)
                .setName(name)
                .setIp(ip)
                .build();
    }

    public static Entity localNode() {
        return Entity.newBuilder().setKind(EntityKind.ENTITY_LOCAL_NODE).build();
    }

    public static Entity apiServer(ByteString ip) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_API_SERVER)
                .setIp(ip)
                .build();
    }

    public static Entity external(ByteString ip) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_EXTERNAL_IP)
                .setIp(ip)
                .build();
    }

    public static Entity externalName(String name) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_EXTERNAL_NAME)
                .setName(name)
                .build();
    }

    /** A name that a name server told for the address: no traffic of its own. */
    static Entity toldName(String name, ByteString ip) {
        return externalName(name).toBuilder().setIp(ip).build();
    }

    public static Entity service(String namespace, String name) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_SERVICE)
                .setName(namespace + "/" + name)
                .build();
    }

    /** Nobody that the inventory knows; the name says what was told of it, or {@link #AMBIGUOUS}. */
    public static Entity unknown(String name, ByteString ip) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_UNKNOWN)
                .setName(name)
                .setIp(ip)
                .build();
    }

    public static boolean isWorkload(Entity entity) {
        return entity.getKind() == EntityKind.ENTITY_WORKLOAD;
    }
}
