package dev.weir.policy.report;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A run's report for programs: one JSON object, members always in the same order. */
public final class JsonReport {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** The same report always gives the same text. */
    public static String write(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new JsonReport(json).value(report);
        }
        return text.toString();
    }

    private void value(RunReport report) {
        json.writeStartObject();
        json.writeObjectPropertyStart("flows");
        json.writeNumberProperty("read", report.flows().read());
        counts("noEvidence", report.flows().noEvidence());
        counts("dead", report.flows().dead());
        json.writeNumberProperty("lost", report.flows().lost());
        json.writeEndObject();
        json.writeObjectPropertyStart("edges");
        json.writeNumberProperty("accepted", report.edges().accepted());
        json.writeNumberProperty("quarantined", report.edges().quarantined());
        counts("byReason", report.edges().byReason());
        json.writeEndObject();
        json.writeArrayPropertyStart("policies");
        report.policies().forEach(this::policy);
        json.writeEndArray();
        json.writeArrayPropertyStart("withoutPolicy");
        report.withoutPolicy().forEach(this::withoutPolicy);
        json.writeEndArray();
        json.writeObjectPropertyStart("replay");
        json.writeNumberProperty("edges", report.replay().edges());
        json.writeNumberProperty("admitted", report.replay().admitted());
        json.writeEndObject();
        json.writeName("inventoryGiven");
        json.writeBoolean(report.inventoryGiven());
        json.writeEndObject();
    }

    private void policy(RunReport.Policy policy) {
        json.writeStartObject();
        json.writeStringProperty("namespace", policy.namespace());
        json.writeStringProperty("name", policy.name());
        json.writeStringProperty("subject", policy.subject());
        json.writeNumberProperty("rules", policy.rules());
        json.writeNumberProperty("surplus", policy.surplus());
        json.writeArrayPropertyStart("causes");
        policy.causes().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void withoutPolicy(RunReport.WithoutPolicy without) {
        json.writeStartObject();
        json.writeStringProperty("namespace", without.namespace());
        json.writeStringProperty("subject", without.subject());
        json.writeStringProperty("status", without.status().name());
        json.writeStringProperty("why", without.why());
        json.writeEndObject();
    }

    private void counts(String name, Map<String, Long> counts) {
        json.writeObjectPropertyStart(name);
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }
}
