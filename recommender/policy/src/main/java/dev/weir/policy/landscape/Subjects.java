package dev.weir.policy.landscape;

import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.OwnerRef;
import java.util.List;
import java.util.Optional;

/** Which objects of an inventory can have a policy: controllers that nobody controls, and pods that stand alone. */
public final class Subjects {
    private Subjects() {}

    /** The subject that the object is, if it is one and still there. */
    public static Optional<Entity> of(InventoryEvent event) {
        if (event.getValidToNs() > 0) {
            return Optional.empty();
        }
        return switch (event.getBodyCase()) {
            case WORKLOAD ->
                isControlled(event.getWorkload().getOwnersList())
                        ? Optional.empty()
                        : Optional.of(entity(event, event.getWorkload().getWorkloadKind()));
            case POD -> standsAlone(event) ? Optional.of(entity(event, "Pod")) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean standsAlone(InventoryEvent event) {
        return event.getPod().getWorkloadName().isEmpty()
                && !isControlled(event.getPod().getOwnersList())
                && !event.getPod().getHostNetwork();
    }

    /** Whether another object makes and removes this one. */
    static boolean isControlled(List<OwnerRef> owners) {
        return owners.stream().anyMatch(OwnerRef::getController);
    }

    private static Entity entity(InventoryEvent event, String kind) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace(event.getNamespace())
                .setWorkloadKind(kind)
                .setName(event.getName())
                .build();
    }
}
