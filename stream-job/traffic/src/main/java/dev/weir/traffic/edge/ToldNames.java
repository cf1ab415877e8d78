package dev.weir.traffic.edge;

import com.google.protobuf.ByteString;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.EntityKind;
import dev.weir.v1.NamesOfAddress;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.ToldName;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that name servers told a client for an address, and when. A name is laid over an edge of that client to that
 * address where both have an hour in common; several names stay several. No name comes from anywhere else: reverse lookup
 * tells who runs an address and not what was asked for.
 *
 * <p>Names and edges are both merged in any order, and what is laid over is a function of the two sets. The hour is
 * what evidence keeps of time; a name whose address changed hands within the hour is told beside the later one.
 */
public final class ToldNames {
    /** Names kept for one address and client: the first in the order of their letters. */
    static final int NAMES = 16;

    /** Addresses of one client whose names are kept; names of further ones are not known, and so not allowed by name. */
    public static final int ADDRESSES_PER_CLIENT = 4_096;

    private ToldNames() {}

    /** Whether the change tells a name, rather than traffic. */
    public static boolean isName(EdgeKey key) {
        return key.getServer().getKind() == EntityKind.ENTITY_EXTERNAL_NAME
                && !key.getServer().getIp().isEmpty();
    }

    /** The address that the edge leads to, if names may be told for it; else empty. */
    public static ByteString addressOf(EdgeKey key) {
        boolean external = key.getServer().getKind() == EntityKind.ENTITY_EXTERNAL_IP;
        return external ? key.getServer().getIp() : ByteString.EMPTY;
    }

    /**
     * What is known after a name was told.
     *
     * @param known what was known of its address, or null
     * @param told a change for which {@link #isName} holds
     */
    public static NamesOfAddress merge(@Nullable NamesOfAddress known, ObservedEdge told) {
        TreeMap<String, EdgeEvidence> names = new TreeMap<>();
        if (known != null) {
            known.getNamesList().forEach(name -> names.put(name.getName(), name.getHeld()));
        }
        names.merge(told.getKey().getServer().getName(), told.getEvidence(), Evidence::merged);
        if (names.size() > NAMES) {
            names.pollLastEntry();
        }
        NamesOfAddress.Builder merged = NamesOfAddress.newBuilder();
        for (Map.Entry<String, EdgeEvidence> name : names.entrySet()) {
            merged.addNames(ToldName.newBuilder().setName(name.getKey()).setHeld(name.getValue()));
        }
        return merged.build();
    }

    /** Whether the names can be laid over other edges than before, rather than having been told once more. */
    public static boolean differ(@Nullable NamesOfAddress before, NamesOfAddress after) {
        return before == null || !hours(before).equals(hours(after));
    }

    /** The edge, with the names that its client was told for its address when it was used. */
    public static ObservedEdge named(ObservedEdge edge, @Nullable NamesOfAddress names) {
        if (names == null) {
            return edge;
        }
        Evidence evidence = Evidence.of(edge.getEvidence());
        for (ToldName name : names.getNamesList()) {
            if (Evidence.shareAnHour(edge.getEvidence(), name.getHeld())) {
                evidence.fqdn(name.getName());
            }
        }
        return edge.toBuilder().setEvidence(evidence.toProto()).build();
    }

    private static NamesOfAddress hours(NamesOfAddress names) {
        NamesOfAddress.Builder hours = NamesOfAddress.newBuilder();
        for (ToldName name : names.getNamesList()) {
            hours.addNames(name.toBuilder()
                    .setHeld(EdgeEvidence.newBuilder()
                            .setHoursOfWeek(name.getHeld().getHoursOfWeek())
                            .addAllDays(name.getHeld().getDaysList())));
        }
        return hours.build();
    }
}
