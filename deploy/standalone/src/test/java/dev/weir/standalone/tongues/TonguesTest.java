package dev.weir.standalone.tongues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.FlowDecoder;
import dev.weir.policy.recommend.Options;
import dev.weir.standalone.offline.OfflineResult;
import dev.weir.standalone.offline.OfflineRun;
import dev.weir.v1.Admission;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.TallyKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TonguesTest {
    private static final int SEEDS = 5;

    /** @param whole whether it says all that a policy needs; Goldmane tells neither addresses nor pods, but their names' beginnings */
    private record Told(String name, Tongue tongue, boolean whole) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Told> tongues() {
        return Stream.of(
                new Told("hubble", Hubble.tongue(), true),
                new Told("netobserv", Flowlogs.pipeline(), true),
                new Told("pbflow", Flowlogs.agent(), true),
                new Told("pmacct", Wire.pmacct(), true),
                new Told("goflow2", Wire.goflow2(), true),
                new Told("ipfix", Wire.ipfix(), true),
                new Told("antrea", Cni.antrea(), true),
                new Told("goldmane", Cni.goldmane(), false));
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void everyTongueGivesTheSamePoliciesOrNarrowerOnes(Told told) {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            OfflineResult result = run(world, told.tongue, seed);
            SortedSet<String> accepted = edges(result, Admission.ACCEPTED);

            if (told.whole) {
                assertThat(accepted).as("edges of seed " + seed).isEqualTo(world.meant());
                assertThat(specs(result)).isEqualTo(specs(run(world, Hubble.tongue(), seed)));
            } else {
                assertThat(world.meant()).as("edges of seed " + seed).containsAll(accepted);
                assertThat(result.tallies())
                        .anyMatch(tally -> tally.getKind() == TallyKind.NO_EVIDENCE
                                && !tally.getReason().isEmpty());
            }
        }
    }

    private static OfflineResult run(World world, Tongue tongue, long seed) {
        List<byte[]> values = new ArrayList<>(tongue.tell(world.conversations()));
        if (!tongue.format().text().equals("ipfix")) {
            Collections.shuffle(values, new Random(seed));
        }
        OfflineRun run = new OfflineRun(World.CLUSTER, Options.defaults());
        run.inventory(world.inventory());
        FlowDecoder decoder = tongue.format().decoder();
        for (byte[] value : values) {
            run.read(decoder, value, 0, bad -> {
                throw new AssertionError(bad);
            });
        }
        return run.finish();
    }

    private static SortedSet<String> edges(OfflineResult result, Admission admission) {
        SortedSet<String> words = new TreeSet<>();
        for (ObservedEdge edge : result.edges()) {
            if (edge.getAdmission() == admission) {
                words.add(words(edge.getKey().getClient()) + " > "
                        + words(edge.getKey().getServer()) + " " + edge.getKey().getIpProtocol() + "/"
                        + edge.getKey().getPort());
            }
        }
        return words;
    }

    private static String words(Entity entity) {
        return switch (entity.getKind()) {
            case ENTITY_WORKLOAD -> entity.getNamespace() + "/" + entity.getName();
            // A policy says their address, whether it is known for a node's, the API server's or nobody's.
            case ENTITY_NODE, ENTITY_LOCAL_NODE ->
                entity.getIp().isEmpty() ? World.address(entity.getName()) : text(entity);
            case ENTITY_API_SERVER -> World.API_SERVER;
            default -> entity.getIp().isEmpty() ? entity.getKind() + " " + entity.getName() : text(entity);
        };
    }

    private static String text(Entity entity) {
        try {
            return InetAddress.getByAddress(entity.getIp().toByteArray()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The policies without their comments and annotations, which tell of the evidence and so of the exporter. */
    private static Map<String, String> specs(OfflineResult result) {
        Map<String, String> specs = new TreeMap<>();
        result.recommendations().forEach(recommendation -> {
            String yaml = recommendation.getYaml();
            specs.put(
                    words(recommendation.getSubject()),
                    yaml.substring(yaml.indexOf("\nspec:") + 1).replaceAll("(?m)^ *#.*\n", ""));
        });
        return specs;
    }
}
