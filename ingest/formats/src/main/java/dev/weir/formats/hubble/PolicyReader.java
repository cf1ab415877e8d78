package dev.weir.formats.hubble;

import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import dev.weir.v1.Direction;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import java.util.List;
import tools.jackson.core.JsonParser;

/** {@code egress_allowed_by} and its three siblings: the policies that decided, which only policy verdicts have. */
final class PolicyReader {
    private static final String NAME_LABEL = "k8s:io.cilium.k8s.policy.name=";
    private static final String NAMESPACE_LABEL = "k8s:io.cilium.k8s.policy.namespace=";
    private static final String KIND_LABEL = "k8s:io.cilium.k8s.policy.derived-from=";

    private enum Field {
        NAME("name"),
        NAMESPACE("namespace"),
        LABELS("labels"),
        REVISION("revision"),
        KIND("kind");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    private PolicyReader() {}

    static void read(JsonParser in, Direction direction, PolicyAction action, List<PolicyHit.Builder> policies) {
        Scalars.each(in, at -> {
            PolicyHit.Builder hit =
                    PolicyHit.newBuilder().setDirection(direction).setAction(action);
            FIELDS.read(at, (field, value) -> field(field, value, hit));
            policies.add(hit);
        });
    }

    private static void field(Field field, JsonParser in, PolicyHit.Builder hit) {
        switch (field) {
            case NAME -> hit.setName(Scalars.text(in));
            case NAMESPACE -> hit.setNamespace(Scalars.text(in));
            case REVISION -> hit.setRevision(Scalars.uint64(in));
            case KIND -> hit.setKind(Scalars.text(in));
            case LABELS -> Scalars.each(in, at -> label(Scalars.text(at), hit));
        }
    }

    /** Agents before 1.18 name a policy by its labels only. */
    static void label(String label, PolicyHit.Builder hit) {
        if (label.startsWith(NAME_LABEL) && hit.getName().isEmpty()) {
            hit.setName(label.substring(NAME_LABEL.length()));
        } else if (label.startsWith(NAMESPACE_LABEL) && hit.getNamespace().isEmpty()) {
            hit.setNamespace(label.substring(NAMESPACE_LABEL.length()));
        } else if (label.startsWith(KIND_LABEL) && hit.getKind().isEmpty()) {
            hit.setKind(label.substring(KIND_LABEL.length()));
        }
    }
}
