package dev.weir.traffic.sighting;

import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.LabelScope;
import dev.weir.v1.SightedEnd;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reduces an endpoint to what attribution needs, so that equal ends of many records are equal. */
public final class Ends {
    private Ends() {}

    public static SightedEnd of(Endpoint endpoint) {
        return of(endpoint, "");
    }

    /** @param observer the node that saw the flow, where it is the node of this end; else empty */
    public static SightedEnd of(Endpoint endpoint, String observer) {
        SightedEnd.Builder end = SightedEnd.newBuilder().setKind(kind(endpoint));
        if (isPod(endpoint)) {
            end.setNamespace(endpoint.getNamespace()).setPodName(endpoint.getPodName());
            end.setPodUid(endpoint.getPodUid());
            if (hasSelectableLabels(endpoint)) {
                end.putAllLabels(new TreeMap<>(endpoint.getLabelsMap()));
            }
            if (endpoint.getPodName().isEmpty()) {
                end.setIp(endpoint.getIp());
            }
            return end.build();
        }
        if (end.getKind() != EndpointKind.KIND_NODE && end.getKind() != EndpointKind.KIND_HEALTH) {
            end.setIp(endpoint.getIp());
        }
        if (end.getKind() == EndpointKind.KIND_UNKNOWN) {
            end.setNodeName(observer.isEmpty() ? endpoint.getNodeName() : observer);
        }
        return end.addAllNames(new TreeSet<>(endpoint.getDnsNamesList())).build();
    }

    /** Whether nothing but the address tells who this is. */
    public static boolean isAddressOnly(SightedEnd end) {
        return end.getKind() == EndpointKind.KIND_UNKNOWN && !end.getIp().isEmpty();
    }

    /** Whether the record named the end, rather than giving the labels of its identity only. */
    public static boolean isNamed(SightedEnd end) {
        return end.getKind() != EndpointKind.KIND_POD || !end.getPodName().isEmpty();
    }

    private static EndpointKind kind(Endpoint endpoint) {
        return isPod(endpoint) ? EndpointKind.KIND_POD : endpoint.getKind();
    }

    private static boolean isPod(Endpoint endpoint) {
        boolean podOrUntold =
                endpoint.getKind() == EndpointKind.KIND_POD || endpoint.getKind() == EndpointKind.KIND_UNKNOWN;
        boolean named = !endpoint.getPodName().isEmpty() || hasSelectableLabels(endpoint);
        return podOrUntold && !endpoint.getNamespace().isEmpty() && named;
    }

    /** A label that only the intersection of several pods has, or that is not told, selects nothing safely. */
    private static boolean hasSelectableLabels(Endpoint endpoint) {
        boolean scoped = endpoint.getLabelScope() == LabelScope.LABELS_FULL
                || endpoint.getLabelScope() == LabelScope.LABELS_IDENTITY_SUBSET;
        return scoped && endpoint.getLabelsCount() > 0;
    }
}
