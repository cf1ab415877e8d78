package dev.weir.traffic.identity;

import dev.weir.v1.Entity;

/** Who an end was: one owner, more than one possible, or nobody known yet. */
public sealed interface Resolution {

    /**
     * @param entity the one owner
     * @param pod namespace/name of the pod; empty where the end is no pod or its name was not told
     * @param node the node that the pod runs on; empty where not known
     * @param port the port that the entity's pods see, where the address was a service's; else -1
     */
    record Known(Entity entity, String pod, String node, int port) implements Resolution {
        static Known of(Entity entity) {
            return new Known(entity, "", "", -1);
        }
    }

    /** More than one owner may have had the address or the labels: never a permission. */
    record Ambiguous() implements Resolution {}

    /** Nobody known; the inventory may still bring it. */
    record Unknown() implements Resolution {}
}
