package dev.weir.recommender.report;

import dev.weir.recommender.view.Published;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report for a program. */
final class JsonReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonReport() {}

    static String of(RunReport report) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode clusters = root.putArray("clusters");
        report.clusters().forEach((name, numbers) -> {
            ObjectNode node = clusters.addObject();
            cluster(node, name, numbers);
            replay(node, report.replays().get(name));
            cost(node, report.costs().get(name));
        });
        ArrayNode workloads = root.putArray("workloads");
        report.workloads().forEach(workload -> workload(workloads.addObject(), workload));
        counts(root.putObject("unreadable"), report.unreadable());
        root.put("everyReplayPassed", report.everyReplayPassed());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void cluster(ObjectNode node, String name, Numbers numbers) {
        node.put("cluster", name);
        ObjectNode records = node.putObject("records");
        records.put("read", numbers.read());
        records.put("accepted", numbers.accepted());
        records.put("held", numbers.held());
        counts(records.putObject("noEvidence"), numbers.noEvidence());
        counts(records.putObject("waiting"), numbers.waiting());
        records.put("unaccounted", numbers.unaccounted());
        ObjectNode edges = node.putObject("edges");
        edges.put("accepted", numbers.acceptedEdges());
        edges.put("held", numbers.heldEdges());
        edges.put("pairsTold", numbers.pairsTold());
        counts(edges.putObject("heldByReason"), numbers.heldByReason());
        counts(node.putObject("dead"), numbers.dead());
        counts(node.putObject("lost"), numbers.lost());
    }

    private static void replay(ObjectNode node, @Nullable ClusterReplay replay) {
        if (replay == null) {
            return;
        }
        ObjectNode object = node.putObject("replay");
        object.put("acceptedEdges", replay.edges());
        object.put("admitted", replay.admitted());
        ArrayNode denied = object.putArray("denied");
        replay.denied().forEach(denied::add);
        ArrayNode gone = object.putArray("gone");
        replay.gone().forEach(gone::add);
        ArrayNode unreadable = object.putArray("unreadable");
        replay.unreadable().forEach(unreadable::add);
    }

    private static void cost(ObjectNode node, @Nullable ClusterCost cost) {
        if (cost == null) {
            return;
        }
        ObjectNode object = node.putObject("cost");
        object.put("policies", cost.policies());
        object.put("rules", cost.rules());
        object.put("peers", cost.peers());
        object.put("entries", cost.entries());
        ArrayNode warnings = object.putArray("warnings");
        cost.warnings().forEach(warnings::add);
    }

    private static void workload(ObjectNode node, Published workload) {
        node.put("cluster", workload.cluster());
        node.put("namespace", workload.namespace());
        node.put("kind", workload.kind());
        node.put("name", workload.name());
        node.put("status", workload.status());
        node.put("policy", workload.hasPolicy());
        node.put("withoutTraffic", workload.isWithoutTraffic());
        ObjectNode surplus = node.putObject("surplus");
        surplus.put("ingressTriples", workload.ingressTriples());
        surplus.put("egressTriples", workload.egressTriples());
        ObjectNode replay = node.putObject("replay");
        replay.put("acceptedEdges", workload.acceptedEdges());
        replay.put("admitted", workload.admittedEdges());
        node.put("heldEdges", workload.heldEdges());
        ArrayNode warnings = node.putArray("warnings");
        workload.warnings().forEach(warnings::add);
    }

    private static void counts(ObjectNode node, SortedMap<String, Long> counts) {
        counts.forEach(node::put);
    }
}
