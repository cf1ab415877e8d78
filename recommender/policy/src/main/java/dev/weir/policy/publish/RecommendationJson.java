package dev.weir.policy.publish;

import dev.weir.v1.EdgeKey;
import dev.weir.v1.HeldEdge;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Recommendation;
import dev.weir.v1.ReplayVerdict;
import dev.weir.v1.RuleEvidence;
import dev.weir.v1.Surplus;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The value of a record on {@code weir.recommendations}: one JSON object in UTF-8, members always in the same order.
 * Members without a value are left out. Times are RFC 3339 in UTC.
 */
public final class RecommendationJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NANOS = 1_000_000_000L;

    private final JsonGenerator json;

    private RecommendationJson(JsonGenerator json) {
        this.json = json;
    }

    /** The same recommendation always gives the same bytes. */
    public static byte[] write(Recommendation recommendation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new RecommendationJson(json).value(recommendation);
        }
        return bytes.toByteArray();
    }

    private void value(Recommendation value) {
        json.writeStartObject();
        json.writeNumberProperty("schemaVersion", value.getSchemaVersion());
        json.writeStringProperty("cluster", value.getCluster());
        json.writeObjectPropertyStart("subject");
        json.writeStringProperty("namespace", value.getSubject().getNamespace());
        json.writeStringProperty("kind", value.getSubject().getWorkloadKind());
        json.writeStringProperty("name", value.getSubject().getName());
        json.writeEndObject();
        json.writeStringProperty("status", value.getStatus().name());
        optional("policyName", value.getPolicyName());
        optional("yaml", value.getYaml());
        optional("defaultDenyYaml", value.getDefaultDenyYaml());
        json.writeArrayPropertyStart("rules");
        value.getRulesList().forEach(this::rule);
        json.writeEndArray();
        edges("withoutRule", value.getWithoutRuleList());
        if (value.hasReplay()) {
            replay(value.getReplay());
        }
        if (value.hasSurplus()) {
            surplus(value.getSurplus());
        }
        json.writeArrayPropertyStart("held");
        value.getHeldList().forEach(this::held);
        json.writeEndArray();
        texts("warnings", value.getWarningsList());
        json.writeNumberProperty("generation", value.getGeneration());
        json.writeStringProperty("contentHash", value.getContentHash());
        json.writeEndObject();
    }

    private void rule(RuleEvidence rule) {
        json.writeStartObject();
        json.writeStringProperty("direction", rule.getDirection());
        json.writeNumberProperty("rule", rule.getRule());
        edges("edges", rule.getEdgesList());
        time("firstSeen", rule.getFirstNs());
        time("lastSeen", rule.getLastNs());
        json.writeNumberProperty("days", rule.getDays());
        json.writeEndObject();
    }

    private void replay(ReplayVerdict replay) {
        json.writeObjectPropertyStart("replay");
        json.writeNumberProperty("acceptedEdges", replay.getAcceptedEdges());
        json.writeNumberProperty("admitted", replay.getAdmitted());
        edges("denied", replay.getDeniedList());
        json.writeEndObject();
    }

    private void surplus(Surplus surplus) {
        json.writeObjectPropertyStart("surplus");
        json.writeNumberProperty("ingressTriples", surplus.getIngressTriples());
        json.writeNumberProperty("egressTriples", surplus.getEgressTriples());
        texts("explained", surplus.getExplainedList());
        json.writeEndObject();
    }

    private void held(HeldEdge held) {
        json.writeStartObject();
        json.writeName("edge");
        EdgeJson.write(held.getKey(), json);
        texts(
                "reasons",
                held.getReasonsList().stream().map(QuarantineReason::name).toList());
        json.writeEndObject();
    }

    private void edges(String name, List<EdgeKey> edges) {
        json.writeArrayPropertyStart(name);
        edges.forEach(edge -> EdgeJson.write(edge, json));
        json.writeEndArray();
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private void optional(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private void time(String name, long ns) {
        if (ns > 0) {
            json.writeStringProperty(
                    name, Instant.ofEpochSecond(ns / NANOS, ns % NANOS).toString());
        }
    }
}
