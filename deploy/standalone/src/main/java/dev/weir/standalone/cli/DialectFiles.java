package dev.weir.standalone.cli;

import dev.weir.policy.dialect.CalicoYaml;
import dev.weir.policy.dialect.CiliumYaml;
import dev.weir.policy.dialect.ClusterBaseline;
import dev.weir.policy.dialect.Difference;
import dev.weir.policy.dialect.PeerFacts;
import dev.weir.policy.dialect.PolicyCost;
import dev.weir.policy.dialect.Population;
import dev.weir.policy.dialect.RecommendedPolicy;
import dev.weir.policy.dialect.Rendering;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.replay.Replay;
import dev.weir.policy.replay.ReplayReport;
import dev.weir.recommender.out.PolicyFile;
import dev.weir.schemas.TopicKeys;
import dev.weir.standalone.offline.OfflineResult;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The policies of a run in another kind than Kubernetes' own; what they close or cost is told on standard error. */
final class DialectFiles {
    private final OfflineResult result;
    private final Landscape landscape;
    private boolean everyReplayPassed = true;

    DialectFiles(OfflineResult result) {
        this.result = result;
        landscape = Landscape.of(result.inventory());
    }

    /** @param kubernetes the same policies as NetworkPolicies, which need no more than they are */
    List<PolicyFile> write(Dialect dialect, List<PolicyFile> kubernetes) {
        SortedMap<String, List<Recommended>> byCluster = recommended();
        byCluster.values().forEach(this::tellCosts);
        if (dialect == Dialect.CILIUM || dialect == Dialect.CALICO || dialect == Dialect.CALICO_ENFORCED) {
            System.err.println("weir: replay: policies of this kind have no evaluator here; what was replayed are the"
                    + " NetworkPolicies that they were made from. Where they differ is told above each policy.");
        }
        return switch (dialect) {
            case KUBERNETES -> kubernetes;
            case CILIUM -> each(byCluster, CiliumYaml::write);
            case CALICO -> each(byCluster, policy -> CalicoYaml.write(policy, CalicoYaml.Kind.STAGED));
            case CALICO_ENFORCED -> each(byCluster, policy -> CalicoYaml.write(policy, CalicoYaml.Kind.ENFORCED));
            case CLUSTER -> baseline(byCluster);
        };
    }

    /** Whether the texts admit every accepted edge, as far as they were replayed. */
    boolean everyReplayPassed() {
        return everyReplayPassed;
    }

    private record Recommended(Entity subject, PolicyFile.Step step, RecommendedPolicy policy) {}

    private SortedMap<String, List<Recommended>> recommended() {
        PeerFacts facts = PeerFacts.of(landscape);
        Map<Entity, List<ObservedEdge>> edges = edgesBySubject();
        SortedMap<String, List<Recommended>> byCluster = new TreeMap<>();
        for (Recommendation recommendation : result.recommendations()) {
            Entity subject = recommendation.getSubject();
            List<ObservedEdge> ofSubject = edges.getOrDefault(subject, List.of()).stream()
                    .filter(edge -> edge.getKey().getCluster().equals(recommendation.getCluster()))
                    .toList();
            List<Recommended> ofCluster =
                    byCluster.computeIfAbsent(recommendation.getCluster(), cluster -> new ArrayList<>());
            RecommendedPolicy.of(recommendation, facts.with(subject, ofSubject))
                    .ifPresent(policy -> ofCluster.add(new Recommended(subject, PolicyFile.Step.ALLOW, policy)));
            RecommendedPolicy.defaultDeny(recommendation)
                    .ifPresent(policy -> ofCluster.add(new Recommended(subject, PolicyFile.Step.DEFAULT_DENY, policy)));
        }
        return byCluster;
    }

    private Map<Entity, List<ObservedEdge>> edgesBySubject() {
        Map<Entity, List<ObservedEdge>> edges = new HashMap<>();
        for (ObservedEdge edge : result.edges()) {
            for (Entity end :
                    Set.copyOf(List.of(edge.getKey().getClient(), edge.getKey().getServer()))) {
                edges.computeIfAbsent(end, it -> new ArrayList<>()).add(edge);
            }
        }
        return edges;
    }

    private static List<PolicyFile> each(
            SortedMap<String, List<Recommended>> byCluster, Function<RecommendedPolicy, Rendering> writer) {
        List<PolicyFile> files = new ArrayList<>();
        for (PolicyFile.Step step : PolicyFile.Step.values()) {
            byCluster.forEach((cluster, all) -> all.stream()
                    .filter(it -> it.step() == step)
                    .forEach(it -> {
                        Rendering rendering = writer.apply(it.policy());
                        tell(rendering);
                        files.add(new PolicyFile(
                                cluster,
                                it.subject().getNamespace(),
                                it.subject().getName(),
                                step,
                                rendering.text()));
                    }));
        }
        return files;
    }

    private List<PolicyFile> baseline(SortedMap<String, List<Recommended>> byCluster) {
        Set<Integer> taken = landscape.clusterPolicies().stream()
                .map(ClusterNetworkPolicy::spec)
                .filter(spec -> spec.tier() == ClusterNetworkPolicy.Tier.BASELINE)
                .map(ClusterNetworkPolicy.Spec::priority)
                .collect(Collectors.toSet());
        List<PolicyFile> files = new ArrayList<>();
        byCluster.forEach((cluster, all) -> {
            boolean apart = all.stream().anyMatch(it -> it.step() == PolicyFile.Step.DEFAULT_DENY);
            List<RecommendedPolicy> policies =
                    all.stream().map(Recommended::policy).toList();
            List<Rendering> renderings = ClusterBaseline.write(policies, taken);
            replay(cluster, renderings);
            for (Rendering rendering : renderings) {
                tell(rendering);
                boolean last = apart && ClusterBaseline.isDefaultDeny(rendering);
                files.add(new PolicyFile(
                        cluster,
                        rendering.namespace(),
                        rendering.name(),
                        last ? PolicyFile.Step.DEFAULT_DENY : PolicyFile.Step.ALLOW,
                        rendering.text()));
            }
        });
        return files;
    }

    /** Of the texts that people get, by the rules of ClusterNetworkPolicy. */
    private void replay(String cluster, List<Rendering> renderings) {
        if (result.inventory().isEmpty()) {
            System.err.println("weir: replay: without an inventory, policies of this kind cannot be replayed together");
            return;
        }
        List<ClusterNetworkPolicy> read = renderings.stream()
                .flatMap(rendering -> PolicyParser.parse(rendering.text()).orElseThrow().clusterPolicies().stream())
                .toList();
        List<ObservedEdge> edges = result.edges().stream()
                .filter(edge -> edge.getKey().getCluster().equals(cluster))
                .toList();
        ReplayReport replay = Replay.underCluster(read, landscape, edges);
        System.err.println("weir: replay: under these policies, " + replay.admitted() + " of " + replay.edges()
                + " accepted edges are admitted at both ends");
        for (ReplayReport.Denied denied : replay.denied()) {
            everyReplayPassed &= denied.end().isEmpty();
            System.err.println("weir: replay: " + (denied.end().isEmpty() ? "nobody to ask about " : "denied: ")
                    + TopicKeys.edgeKey(denied.edge()));
        }
    }

    private static void tell(Rendering rendering) {
        rendering.differences().stream()
                .filter(it -> it.effect() == Difference.Effect.CLOSES)
                .forEach(it -> System.err.println(
                        "weir: " + rendering.namespace() + "/" + rendering.name() + " closes more: " + it.sentence()));
    }

    private void tellCosts(List<Recommended> policies) {
        Population population = Population.of(landscape.cluster());
        policies.forEach(it -> PolicyCost.of(it.policy().policy(), population)
                .warnings()
                .forEach(warning ->
                        System.err.println("weir: " + it.policy().policy().namespace() + "/"
                                + it.policy().policy().name() + ": " + warning)));
    }
}
