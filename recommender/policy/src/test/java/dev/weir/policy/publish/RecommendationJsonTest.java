package dev.weir.policy.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.policy.recommend.TestingFlows;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.HeldEdge;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import dev.weir.v1.ReplayVerdict;
import dev.weir.v1.RuleEvidence;
import dev.weir.v1.Surplus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecommendationJsonTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");

    static Stream<Entity> everyKindOfPeer() {
        return Stream.concat(
                Stream.of(
                        WEB,
                        TestingFlows.external("2001:db8::1"),
                        TestingFlows.apiServer("10.0.0.1"),
                        TestingFlows.node("node-1", "192.168.1.1"),
                        TestingFlows.localNode()),
                Stream.of(EntityKind.values())
                        .filter(kind -> kind != EntityKind.UNRECOGNIZED)
                        .map(kind -> Entity.newBuilder().setKind(kind).build()));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfPeer")
    void aWholeRecommendationKeepsTheSchema(Entity peer) {
        assertThat(problems(RecommendationJson.write(full(peer)))).isEmpty();
    }

    @Test
    void aRecommendationWithoutAPolicyKeepsTheSchema() {
        Recommendation bare = Recommendation.newBuilder()
                .setSchemaVersion(1)
                .setSubject(WEB)
                .setStatus(RecommendationStatus.NOT_SELECTABLE)
                .setContentHash("0".repeat(64))
                .build();

        String json = new String(RecommendationJson.write(bare), UTF_8);

        assertThat(problems(json.getBytes(UTF_8))).isEmpty();
        assertThat(json).doesNotContain("\"yaml\"").doesNotContain("\"replay\"");
    }

    @Test
    void theSchemaRefusesAMemberItDoesNotKnow() {
        String json = new String(RecommendationJson.write(full(WEB)), UTF_8);

        assertThat(problems(json.replaceFirst("\\{", "{\"extra\":1,").getBytes(UTF_8)))
                .isNotEmpty();
    }

    @Test
    void timesAreInUtc() {
        String json = new String(RecommendationJson.write(full(WEB)), UTF_8);

        assertThat(json).contains("\"firstSeen\":\"1970-01-02T00:00:00.000000001Z\"");
    }

    private static Recommendation full(Entity peer) {
        EdgeKey edge = TestingFlows.edge(peer, WEB, dev.weir.policy.model.Protocol.TCP, 80)
                .getKey();
        return Recommendation.newBuilder()
                .setSchemaVersion(1)
                .setCluster("test")
                .setSubject(WEB)
                .setStatus(RecommendationStatus.READY)
                .setPolicyName("weir-web")
                .setYaml("kind: NetworkPolicy\n")
                .addRules(RuleEvidence.newBuilder()
                        .setDirection("ingress")
                        .addEdges(edge)
                        .setFirstNs(86_400_000_000_001L)
                        .setLastNs(86_400_000_000_002L)
                        .setDays(1))
                .addWithoutRule(edge)
                .setReplay(ReplayVerdict.newBuilder()
                        .setAcceptedEdges(2)
                        .setAdmitted(1)
                        .addDenied(edge))
                .setSurplus(Surplus.newBuilder().setEgressTriples(3).addExplained("Because."))
                .addHeld(HeldEdge.newBuilder().setKey(edge).addReasons(QuarantineReason.DENIED))
                .addWarnings("Beware.")
                .setGeneration(7)
                .setContentHash("f".repeat(64))
                .build();
    }

    private static List<Error> problems(byte[] json) {
        Schema schema;
        try (InputStream text = Objects.requireNonNull(
                RecommendationJson.class.getResourceAsStream("/weir/v1/recommendation.schema.json"))) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema.validate(
                new String(json, UTF_8),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
