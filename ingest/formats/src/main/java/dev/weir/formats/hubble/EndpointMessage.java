package dev.weir.formats.hubble;

import dev.weir.formats.hubble.api.Endpoint;
import dev.weir.formats.hubble.api.Workload;

/** {@code source} and {@code destination}; the counterpart of {@link EndpointReader}. */
final class EndpointMessage {
    private EndpointMessage() {}

    static void read(Endpoint endpoint, RawEndpoint end) {
        end.id = Integer.toUnsignedLong(endpoint.getID());
        end.message
                .setSecurityIdentity(Integer.toUnsignedLong(endpoint.getIdentity()))
                .setCluster(Names.cluster(Words.text("cluster_name", endpoint.getClusterName())))
                .setNamespace(Words.text("namespace", endpoint.getNamespace()))
                .setPodName(Words.text("pod_name", endpoint.getPodName()));
        Words.texts("labels", endpoint.getLabelsList()).forEach(label -> LabelReader.label(label, end));
        for (Workload workload : Words.entries("workloads", endpoint.getWorkloadsList())) {
            if (end.message.getWorkloadName().isEmpty()) {
                workload(workload, end);
            }
        }
    }

    private static void workload(Workload workload, RawEndpoint end) {
        if (!workload.getName().isEmpty()) {
            end.message.setWorkloadName(Words.text("name", workload.getName()));
        }
        if (!workload.getKind().isEmpty()) {
            end.message.setWorkloadKind(Words.text("kind", workload.getKind()));
        }
    }
}
