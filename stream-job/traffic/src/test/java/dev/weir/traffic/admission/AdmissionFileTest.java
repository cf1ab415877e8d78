package dev.weir.traffic.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdmissionFileTest {
    private static final String WHOLE = """
            profile: strict
            minimumDays: 5
            recurrenceDays: 0
            minimumClientPods: 3
            requireAnswer: false
            requireDeclaredPort: false
            witnessesForPorts: 4
            sweep: {unansweredTargets: 8, newTargets: 20, windowSeconds: 60}
            lock: {at: 2026-11-10T00:00:00Z, newEdgesPerDay: 2}
            neverAllow:
              - {what: kubelet, servers: nodes, protocol: TCP, ports: [10250, 10255]}
              - {cidr: 10.0.0.0/8}
            approvals:
              - edge: lab/workload(shop,Deployment,web,)/*/6/5432
                by: jane@example.com
                until: 2026-12-31T00:00:00Z
                why: the quarter's report
            """;

    @Test
    void everyKeyIsRead() {
        AdmissionSettings settings = AdmissionFile.read("a.yaml", WHOLE).orThrow();

        assertThat(settings.minimumDays()).isEqualTo(5);
        assertThat(settings.recurrenceDays()).isZero();
        assertThat(settings.minimumClientPods()).isEqualTo(3);
        assertThat(settings.requireAnswer()).isFalse();
        assertThat(settings.requireDeclaredPort()).isFalse();
        assertThat(settings.witnessesForPorts()).isEqualTo(4);
        assertThat(settings.sweep()).isEqualTo(new Sweep(8, 20, Duration.ofMinutes(1)));
        assertThat(settings.lock()).isEqualTo(new AdmissionSettings.Lock(Instant.parse("2026-11-10T00:00:00Z"), 2));
        assertThat(settings.neverAllow()).hasSize(2);
        assertThat(settings.approvals().entries())
                .containsExactly(new EdgeApproval(
                        "lab/workload(shop,Deployment,web,)/*/6/5432",
                        "jane@example.com",
                        Instant.parse("2026-12-31T00:00:00Z"),
                        "the quarter's report"));
    }

    @Test
    void emptyFileGivesTheDefaults() {
        assertThat(AdmissionFile.read("a.yaml", "").orThrow()).isEqualTo(AdmissionSettings.defaults());
    }

    @Test
    void profileAloneGivesTheStricterSettings() {
        assertThat(AdmissionFile.read("a.json", "{\"profile\": \"strict\"}").orThrow())
                .isEqualTo(AdmissionSettings.strict());
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirLineAndWhatWasMeant() {
        String text = """
                minimumDay: 3
                minimumClientPods: many
                lock: {newEdgesPerDay: 0}
                neverAllow:
                  - {what: all}
                  - {cidr: 10.0.0.0/99}
                approvals:
                  - {edge: lab/web, by: jane, until: 2026-12-31T00:00:00Z}
                  - {edge: "lab/*/*/6/80", by: jane, until: tomorrow}
                """;

        assertThat(AdmissionFile.read("a.yaml", text).problems())
                .anySatisfy(
                        it -> assertThat(it).isEqualTo("a.yaml:1: minimumDay: unknown key; did you mean minimumDays?"))
                .anySatisfy(it -> assertThat(it).contains("a.yaml:2: minimumClientPods: 'many' is no whole number"))
                .anySatisfy(it -> assertThat(it).contains("a.yaml:3: lock: 'at' is missing"))
                .anySatisfy(it -> assertThat(it).contains("a.yaml:5: neverAllow[0]: 'all' would hold everything"))
                .anySatisfy(it -> assertThat(it).contains("a.yaml:6: neverAllow[1]: '10.0.0.0/99' has a longer prefix"))
                .anySatisfy(it -> assertThat(it).contains("a.yaml:8: approvals[0]: 'lab/web' is no edge"))
                .anySatisfy(it -> assertThat(it).contains("a.yaml:9: approvals[1]: until 'tomorrow' is no time"))
                .hasSize(7);
    }

    @Test
    void textThatIsNoYamlIsOneProblem() {
        assertThat(AdmissionFile.read("a.yaml", "{").problems()).hasSize(1);
        assertThat(AdmissionFile.read("a.yaml", "[1]").problems()).hasSize(1);
    }

    @Test
    void settingsSurviveTheWayToAnOperator() throws Exception {
        AdmissionSettings settings = AdmissionFile.read("a.yaml", WHOLE).orThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(settings);

        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read).isEqualTo(settings).hasToString(settings.toString());
    }
}
