package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.render.PolicyComments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Each folder of {@code dialects} is a policy with what is known of its addresses, and its texts, written by hand. */
final class GoldenDialectsTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/weir/policy/dialects");

    static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void thePolicyReadsAsItsFolderShows(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        RecommendedPolicy policy = policy(Tree.of(Files.readString(folder.resolve("in.yaml"))));

        String cilium = CiliumYaml.write(policy).text();
        String calico = CalicoYaml.write(policy, CalicoYaml.Kind.STAGED).text();
        String cluster = ClusterBaseline.write(List.of(policy), Set.of()).stream()
                .map(Rendering::text)
                .collect(Collectors.joining("---\n"));

        assertThat(cilium).isEqualTo(Files.readString(folder.resolve("cilium.yaml")));
        assertThat(calico).isEqualTo(Files.readString(folder.resolve("calico.yaml")));
        assertThat(cluster).isEqualTo(Files.readString(folder.resolve("cluster.yaml")));
    }

    private static RecommendedPolicy policy(Tree in) {
        NetworkPolicy policy = PolicyParser.parse(
                        JsonMapper.shared().writeValueAsString(in.at("policy").map()))
                .orElseThrow()
                .policies()
                .get(0);
        SortedMap<IpAddress, SortedSet<String>> names = new TreeMap<>();
        in.at("names")
                .map()
                .forEach((address, all) ->
                        names.put(IpAddress.of(String.valueOf(address)), new TreeSet<>(new Tree(all).texts())));
        PeerFacts facts = new PeerFacts(
                names,
                addresses(in.at("apiServer")),
                addresses(in.at("nodes")),
                addresses(in.at("pods")),
                ownNodePorts(in.at("ownNodePorts")));
        return new RecommendedPolicy(policy, PolicyComments.NONE, facts);
    }

    private static List<PolicyPort> ownNodePorts(Tree list) {
        return list.texts().stream()
                .map(it -> PolicyPort.tcp(Integer.parseInt(it)))
                .toList();
    }

    private static Set<IpAddress> addresses(Tree list) {
        Set<IpAddress> addresses = new HashSet<>();
        list.texts().forEach(it -> addresses.add(IpAddress.of(it)));
        return addresses;
    }
}
