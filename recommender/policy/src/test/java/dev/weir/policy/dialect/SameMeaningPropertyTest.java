package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.dialect.DialectReader.Try;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicyParser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;

/** Every dialect allows what the NetworkPolicies allow; where it does not, it says so, and in which direction. */
final class SameMeaningPropertyTest {

    @Law
    void ciliumAllowsTheSame(@ForAll(supplier = Seeds.class) long seed) {
        DialectWorld world = DialectWorld.of(seed);
        List<Rendering> renderings =
                world.policies().stream().map(CiliumYaml::write).toList();
        List<CiliumReader> readers = new ArrayList<>();
        for (int i = 0; i < renderings.size(); i++) {
            readers.add(CiliumReader.of(
                    renderings.get(i).text(), world.policies().get(i).facts()));
        }

        assertSame(
                world,
                new PlainEvaluator(world.cluster(), world.kubernetes()),
                it -> DialectReader.passes(readers, it),
                renderings);
    }

    @Law
    void calicoAllowsTheSame(@ForAll(supplier = Seeds.class) long seed) {
        DialectWorld world = DialectWorld.of(seed);
        List<Rendering> renderings = world.policies().stream()
                .map(policy -> CalicoYaml.write(policy, CalicoYaml.Kind.ENFORCED))
                .toList();
        List<CalicoReader> readers = renderings.stream()
                .map(rendering -> CalicoReader.of(rendering.text()))
                .toList();

        assertThat(renderings).allMatch(rendering -> rendering.differences().isEmpty());
        assertSame(
                world,
                new PlainEvaluator(world.cluster(), world.kubernetes()),
                it -> DialectReader.passes(readers, it),
                List.of());
    }

    /** Beside the NetworkPolicies stands the default deny of their namespaces, which the rendering adds. */
    @Law
    void theBaselineAllowsTheSame(@ForAll(supplier = Seeds.class) long seed) {
        DialectWorld world = DialectWorld.of(seed);
        List<Rendering> renderings = ClusterBaseline.write(world.policies(), Set.of(0, 2));
        List<ClusterNetworkPolicy> read = new ArrayList<>();
        renderings.forEach(rendering ->
                read.addAll(PolicyParser.parse(rendering.text()).orElseThrow().clusterPolicies()));
        List<NetworkPolicy> expected = new ArrayList<>(world.kubernetes());
        expected.addAll(defaultDenies(world));
        PlainEvaluator baseline = new PlainEvaluator(world.cluster(), List.of(), read);

        assertThat(read.stream().map(it -> it.spec().priority()))
                .doesNotHaveDuplicates()
                .doesNotContain(0, 2);
        assertSame(
                new DialectWorld(
                        world.cluster(),
                        world.policies(),
                        world.tries().stream()
                                .filter(it -> it.from().pod().isPresent())
                                .toList()),
                new PlainEvaluator(world.cluster(), expected),
                it -> baseline.allows(DialectWorld.probe(it)),
                renderings.stream()
                        .map(SameMeaningPropertyTest::withoutWhatEveryDefaultSays)
                        .toList());
        assertThat(world.tries().stream().filter(it -> it.from().pod().isEmpty()))
                .as("ingress from outside, which no rule can name")
                .allMatch(it -> baseline.allows(DialectWorld.probe(it)));
    }

    private static void assertSame(
            DialectWorld world, PlainEvaluator kubernetes, Predicate<Try> dialect, List<Rendering> renderings) {
        Set<Difference.Effect> said = EnumSet.noneOf(Difference.Effect.class);
        renderings.forEach(rendering -> rendering.differences().forEach(it -> said.add(it.effect())));
        for (Try it : world.tries()) {
            boolean expected = kubernetes.allows(DialectWorld.probe(it));
            boolean actual = dialect.test(it);
            if (expected != actual) {
                assertThat(said)
                        .as("%s is %s by the NetworkPolicies, by %s", it, expected, renderings)
                        .contains(expected ? Difference.Effect.CLOSES : Difference.Effect.OPENS);
                assertThat(isInBlock(world, it) || isNamedPort(it))
                        .as("%s differs although neither a block nor a named port is for it", it)
                        .isTrue();
            }
        }
    }

    private static Rendering withoutWhatEveryDefaultSays(Rendering rendering) {
        return !rendering.name().startsWith("weir-default-deny-")
                ? rendering
                : new Rendering(
                        rendering.namespace(),
                        rendering.name(),
                        rendering.text(),
                        rendering.differences().stream()
                                .filter(it -> !it.sentence().startsWith("Pods of "))
                                .filter(it -> !it.sentence().startsWith("Ingress rules of this kind know pods only"))
                                .toList());
    }

    private static boolean isInBlock(DialectWorld world, Try it) {
        return world.kubernetes().stream()
                .flatMap(policy -> Stream.concat(policy.spec().ingress().stream(), policy.spec().egress().stream()))
                .flatMap(rule -> rule.peers().stream())
                .anyMatch(peer -> peer instanceof Peer.IpBlock block
                        && (block.contains(it.from().address())
                                || block.contains(it.to().address())));
    }

    private static boolean isNamedPort(Try it) {
        return it.to()
                .pod()
                .map(pod -> pod.namedPorts().stream().anyMatch(port -> port.number() == it.port()))
                .orElse(false);
    }

    private static List<NetworkPolicy> defaultDenies(DialectWorld world) {
        List<NetworkPolicy> denies = new ArrayList<>();
        Set<String> namespaces = new TreeSet<>();
        world.kubernetes().forEach(policy -> namespaces.add(policy.namespace()));
        for (String namespace : namespaces) {
            for (Direction direction : Direction.values()) {
                List<NetworkPolicy> here = world.kubernetes().stream()
                        .filter(policy -> policy.namespace().equals(namespace))
                        .toList();
                if (here.stream().anyMatch(policy -> policy.spec().isolates(direction))) {
                    denies.add(deny(namespace, direction));
                    // A policy that leaves a direction alone leaves its pods open there, unless another closes it.
                    here.stream()
                            .filter(policy -> !policy.spec().isolates(direction))
                            .forEach(policy -> denies.add(open(policy, direction)));
                }
            }
        }
        return denies;
    }

    private static NetworkPolicy deny(String namespace, Direction direction) {
        return new NetworkPolicy(
                namespace,
                "deny-" + direction,
                new NetworkPolicy.Spec(LabelSelector.everything(), Set.of(direction), List.of(), List.of()));
    }

    private static NetworkPolicy open(NetworkPolicy policy, Direction direction) {
        List<Rule> everything = List.of(new Rule(List.of(), List.of()));
        return new NetworkPolicy(
                policy.namespace(),
                "open-" + direction + "-" + policy.name(),
                new NetworkPolicy.Spec(policy.spec().podSelector(), Set.of(direction), everything, everything));
    }
}
