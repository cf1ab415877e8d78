package dev.weir.standalone.cli.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command with every kind of bad file: exit code 3, a message with file, place, value and hint, no stack trace. */
class BadInputTest {

    private static final String CLUSTER = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-0, namespace: shop, labels: {app: web}}
            status: {podIPs: [{ip: 10.0.0.1}]}
            """;

    private static final String POLICY = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web, namespace: shop}
            spec: {podSelector: {}, policyTypes: [Ingress]}
            """;

    private static final List<List<String>> COMMANDS = List.of(
            List.of("eval", "--from", "shop/web-0", "--to", "ip:8.8.8.8", "--port", "80"),
            List.of("list"),
            List.of("diff", "--after", "policies.yaml"),
            List.of("explain", "--from", "shop/web-0", "--to", "ip:8.8.8.8", "--port", "80"),
            List.of("coverage"),
            List.of("drift", "--flows", "flows.jsonl"),
            List.of("attack"));

    /** A file, what is wrong in it, and what the message has to say beside the file's name. */
    private record Bad(String name, String content, List<String> told) {}

    private static final List<Bad> CLUSTERS = List.of(
            new Bad("no-yaml.yaml", "{", List.of("line 1", "neither YAML nor JSON")),
            new Bad("no-object.yaml", "a: 1\n", List.of("no Kubernetes object", "needs apiVersion and kind")),
            new Bad(
                    "bad-address.yaml",
                    CLUSTER.replace("10.0.0.1", "10.0.0"),
                    List.of("line 4", "Pod shop/web-0", "\"10.0.0\"", "is no IP address")),
            new Bad("twins.yaml", CLUSTER + "---\n" + CLUSTER, List.of("Pod shop/web-0", "twice")));

    private static final List<Bad> POLICIES = List.of(
            new Bad("no-yaml.yaml", "- [", List.of("neither YAML nor JSON")),
            new Bad(
                    "bad-type.yaml",
                    POLICY.replace("Ingress", "Inwards"),
                    List.of(
                            "line 4",
                            "NetworkPolicy shop/web",
                            "spec.policyTypes[0]",
                            "\"Inwards\"",
                            "write Ingress or Egress")),
            new Bad(
                    "unknown-field.yaml",
                    POLICY.replace("podSelector", "podSelektor"),
                    List.of("spec.podSelektor", "unknown field", "known here")),
            new Bad("twins.yaml", POLICY + "---\n" + POLICY, List.of("NetworkPolicy shop/web", "twice")));

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void writeGoodFiles() throws IOException {
        Files.writeString(folder.resolve("cluster.yaml"), CLUSTER);
        Files.writeString(folder.resolve("policies.yaml"), POLICY);
        Files.writeString(folder.resolve("flows.jsonl"), "{}\n");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandSaysWhatIsWrongInTheCluster() {
        return COMMANDS.stream().flatMap(command -> CLUSTERS.stream().map(bad -> test(command, bad, true)));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandSaysWhatIsWrongInThePolicies() {
        return COMMANDS.stream().flatMap(command -> POLICIES.stream().map(bad -> test(command, bad, false)));
    }

    private static DynamicTest test(List<String> command, Bad bad, boolean cluster) {
        return DynamicTest.dynamicTest(command.get(0) + " with " + bad.name(), () -> {
            Path file = folder.resolve((cluster ? "cluster-" : "policies-") + bad.name());
            Files.writeString(file, bad.content());

            CommandRun run = cluster
                    ? run(command, file, folder.resolve("policies.yaml"))
                    : run(command, folder.resolve("cluster.yaml"), file);

            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(file.toString()).contains(bad.told()).doesNotContain("\tat ");
        });
    }

    @TestFactory
    Stream<DynamicTest> everyCommandSaysWhichFileIsNotThere() {
        return COMMANDS.stream()
                .map(command -> DynamicTest.dynamicTest(command.get(0), () -> {
                    CommandRun run = run(command, folder.resolve("absent"), folder.resolve("policies.yaml"));

                    assertThat(run.exitCode()).isEqualTo(3);
                    assertThat(run.err())
                            .contains("--cluster '" + folder.resolve("absent") + "' does not exist", "kubectl get");
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandNeedsAClusterAndPolicies() {
        return COMMANDS.stream()
                .map(command -> DynamicTest.dynamicTest(command.get(0), () -> {
                    CommandRun run = CommandRun.of(command.toArray(String[]::new));

                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.err()).contains("--cluster", "--policies");
                }));
    }

    @TestFactory
    Stream<DynamicTest> probeThatIsNoneIsNamedByItsLine() {
        Map<String, String> bad = Map.of(
                "{", "is no JSON",
                "[]", "is no JSON object",
                "{\"to\":\"ip:8.8.8.8\",\"port\":80}", "\"from\" is missing; write ns/pod, ip:ADDRESS or node:NAME",
                "{\"from\":\"web\",\"to\":\"ip:8.8.8.8\",\"port\":80}", "\"from\": \"web\" names nobody",
                "{\"from\":\"shop/web-0\",\"to\":\"ip:8.8.8.8\",\"port\":0}",
                        "\"port\" is 0; write a number from 1 to 65535",
                "{\"from\":\"shop/web-0\",\"to\":\"ip:8.8.8.8\",\"port\":80,\"protocol\":\"ICMP\"}",
                        "\"protocol\" is \"ICMP\"; write TCP, UDP or SCTP",
                "{\"from\":\"shop/gone\",\"to\":\"ip:8.8.8.8\",\"port\":80}", "no pod \"shop/gone\"");
        return bad.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> {
                    Path probes = folder.resolve("probes.jsonl");
                    Files.writeString(
                            probes,
                            "{\"from\":\"shop/web-0\",\"to\":\"ip:8.8.8.8\",\"port\":80}\n" + it.getKey() + "\n");

                    CommandRun run = run(
                            List.of("eval", "--probes", probes.toString()),
                            folder.resolve("cluster.yaml"),
                            folder.resolve("policies.yaml"));

                    assertThat(run.exitCode()).isEqualTo(3);
                    assertThat(run.out()).isEmpty();
                    assertThat(run.err()).contains(probes + ": line 2: ", it.getValue());
                }));
    }

    @Test
    void twoVersionsOfAPodInOneFolderAreRefused() throws IOException {
        Path twins = Files.createDirectories(folder.resolve("twins/below"));
        Files.writeString(twins.resolve("one.yaml"), CLUSTER);
        Files.writeString(twins.resolve("two.yml"), CLUSTER.replace("app: web", "app: other"));

        CommandRun run = run(List.of("list"), folder.resolve("twins"), folder.resolve("policies.yaml"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("shop/web-0", "leave out the one that is not in force");
    }

    private static CommandRun run(List<String> command, Path cluster, Path policies) {
        List<String> arguments = new ArrayList<>();
        command.forEach(it -> arguments.add(
                it.equals("policies.yaml") || it.equals("flows.jsonl")
                        ? folder.resolve(it).toString()
                        : it));
        arguments.addAll(List.of("--cluster", cluster.toString(), "--policies", policies.toString()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
