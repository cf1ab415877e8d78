package dev.weir.collector.inventory;

import dev.weir.v1.OwnerRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** The owners that an object names. */
final class OwnerReferences {
    private OwnerReferences() {}

    static List<OwnerRef> of(ObjectMeta meta) {
        return Absent.orNone(meta.getOwnerReferences()).stream()
                .map(reference -> OwnerRef.newBuilder()
                        .setKind(Absent.orEmpty(reference.getKind()))
                        .setName(Absent.orEmpty(reference.getName()))
                        .setUid(Absent.orEmpty(reference.getUid()))
                        .setController(Absent.isTrue(reference.getController()))
                        .build())
                .toList();
    }
}
