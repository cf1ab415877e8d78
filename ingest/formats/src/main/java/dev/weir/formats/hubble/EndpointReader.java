package dev.weir.formats.hubble;

import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import tools.jackson.core.JsonParser;

/** {@code source} and {@code destination}. */
final class EndpointReader {

    private enum Field {
        ID("ID"),
        IDENTITY("identity"),
        CLUSTER_NAME("cluster_name"),
        NAMESPACE("namespace"),
        LABELS("labels"),
        POD_NAME("pod_name"),
        WORKLOADS("workloads");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private enum Workload {
        NAME("name"),
        KIND("kind");

        private final String member;

        Workload(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);
    private static final Members<Workload> WORKLOAD = Members.of(Workload.class, w -> w.member);

    private EndpointReader() {}

    static void read(JsonParser in, RawEndpoint end) {
        FIELDS.read(in, (field, at) -> field(field, at, end));
    }

    private static void field(Field field, JsonParser in, RawEndpoint end) {
        switch (field) {
            case ID -> end.id = Integer.toUnsignedLong(Scalars.uint32(in));
            case IDENTITY -> end.message.setSecurityIdentity(Integer.toUnsignedLong(Scalars.uint32(in)));
            case CLUSTER_NAME -> end.message.setCluster(Names.cluster(Scalars.text(in)));
            case NAMESPACE -> end.message.setNamespace(Scalars.text(in));
            case LABELS -> LabelReader.read(in, end);
            case POD_NAME -> end.message.setPodName(Scalars.text(in));
            case WORKLOADS -> workloads(in, end);
        }
    }

    /** A pod has one owner at the top; were there more, the first is the nearest. */
    private static void workloads(JsonParser in, RawEndpoint end) {
        Scalars.each(in, at -> {
            if (end.message.getWorkloadName().isEmpty()) {
                WORKLOAD.read(at, (field, value) -> workload(field, value, end));
            } else {
                at.skipChildren();
            }
        });
    }

    private static void workload(Workload field, JsonParser in, RawEndpoint end) {
        switch (field) {
            case NAME -> end.message.setWorkloadName(Scalars.text(in));
            case KIND -> end.message.setWorkloadKind(Scalars.text(in));
        }
    }
}
