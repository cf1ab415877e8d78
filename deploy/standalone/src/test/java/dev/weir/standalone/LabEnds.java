package dev.weir.standalone;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The truth's words for ends, as parties of an evaluation: a workload is each of its pods. */
final class LabEnds {
    private static final String API_SERVER = "ip:10.0.0.10"; // the recording's only control plane

    private final Landscape landscape;

    LabEnds(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Every pod of the client towards every other pod of the server. */
    List<Probe> probes(JsonNode edge) {
        List<Probe> probes = new ArrayList<>();
        for (Party from : parties(edge.path("client"))) {
            for (Party to : parties(edge.path("server"))) {
                if (!from.equals(to)) {
                    probes.add(new Probe(from, to, edge.path("port").asInt(), LabTruthTest.protocol(edge)));
                }
            }
        }
        return probes;
    }

    private List<Party> parties(JsonNode end) {
        if (end.has("external")) {
            return List.of(Party.parse("ip:" + end.path("external").asString("")));
        }
        if (end.has("address")) {
            return List.of(Party.parse("ip:" + end.path("address").asString("")));
        }
        if (end.has("apiserver")) {
            return List.of(Party.parse(API_SERVER));
        }
        if (end.has("node")) {
            return List.of(Party.parse("node:" + end.path("node").asString("")));
        }
        Entity entity = Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace(end.path("namespace").asString(""))
                .setWorkloadKind(end.path("kind").asString(""))
                .setName(end.path("name").asString(""))
                .build();
        KnownWorkload workload = landscape
                .workload(entity)
                .orElseThrow(() -> new AssertionError("the inventory lacks the truth's workload " + end));
        return workload.pods().stream()
                .map(pod -> Party.parse(pod.namespace() + "/" + pod.name()))
                .toList();
    }
}
