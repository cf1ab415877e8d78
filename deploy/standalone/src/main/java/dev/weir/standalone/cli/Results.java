package dev.weir.standalone.cli;

import dev.weir.policy.publish.RecommendationJson;
import dev.weir.recommender.out.PolicyFile;
import dev.weir.recommender.out.PolicyFolder;
import dev.weir.recommender.out.Written;
import dev.weir.recommender.report.RunReport;
import dev.weir.recommender.view.Published;
import dev.weir.standalone.offline.OfflineResult;
import dev.weir.v1.Recommendation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An offline run's result in the forms that people and programs read; the same report as the service writes. */
final class Results {
    private final RunReport report;
    private final List<byte[]> values;
    private final List<PolicyFile> policies;
    private final boolean everyReplayPassed;

    private Results(RunReport report, List<byte[]> values, List<PolicyFile> policies, boolean everyReplayPassed) {
        this.report = report;
        this.values = values;
        this.policies = policies;
        this.everyReplayPassed = everyReplayPassed;
    }

    static Results of(OfflineResult result, Dialect dialect) {
        List<byte[]> values = new ArrayList<>();
        for (Recommendation recommendation : result.recommendations()) {
            values.add(RecommendationJson.write(recommendation));
        }
        RunReport report = RunReport.of(
                result.edges(),
                result.tallies(),
                result.inventory(),
                values.stream().map(Published::parse).toList(),
                new TreeMap<>());
        DialectFiles files = new DialectFiles(result);
        List<PolicyFile> policies = files.write(dialect, report.policies());
        return new Results(report, values, policies, report.everyReplayPassed() && files.everyReplayPassed());
    }

    void writeTo(Path folder) throws IOException {
        Written written = PolicyFolder.open(folder).write(policies, report.text());
        written.refused().forEach(refusal -> System.err.println("weir: " + refusal));
    }

    String print(RecommendCommand.Output form) {
        return switch (form) {
            case yaml -> policies.stream().map(PolicyFile::yaml).collect(Collectors.joining("---\n"));
            case json -> json();
            case table -> table();
        };
    }

    boolean everyReplayPassed() {
        return everyReplayPassed;
    }

    private String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = mapper.createObjectNode();
        document.put("apiVersion", "weir.dev/v1").put("kind", "RecommendationList");
        ArrayNode items = document.putArray("items");
        values.forEach(value -> items.add(mapper.readTree(value)));
        document.set("report", mapper.readTree(report.text().json()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"CLUSTER", "NAMESPACE", "WORKLOAD", "STATUS", "EDGES", "HELD", "SURPLUS"});
        for (Published workload : report.workloads()) {
            rows.add(new String[] {
                workload.cluster(),
                workload.namespace(),
                workload.name(),
                workload.status(),
                Long.toString(workload.acceptedEdges()),
                Long.toString(workload.heldEdges()),
                Long.toString(workload.surplusTriples())
            });
        }
        return Table.of(rows);
    }
}
