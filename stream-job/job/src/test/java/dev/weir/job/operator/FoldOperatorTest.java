package dev.weir.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.job.serial.ProtoTypeFactory;
import dev.weir.job.source.RawRecord;
import dev.weir.job.source.RawRecordSerializer;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.Sighting;
import dev.weir.v1.TallyKind;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldOperatorTest {
    private OneInputStreamOperatorTestHarness<RawRecord, Sighting> harness;

    @BeforeAll
    static void stateTypesOfSideOutputs() {
        ProtoTypeFactory.register();
    }

    @BeforeEach
    void open() throws Exception {
        FoldOperator operator = new FoldOperator(Map.of(Samples.TOPIC, "hubble-json"), "lab", 2, 5_000);
        harness = new OneInputStreamOperatorTestHarness<>(operator, RawRecordSerializer.INSTANCE);
        harness.setup(new ProtoSerializer<>(Sighting.class));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void equalFlowsAreOneSightingBeforeTheBarrier() throws Exception {
        for (int port = 40_000; port < 40_010; port++) {
            send(Samples.connection("web", "api", port));
        }
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.prepareSnapshotPreBarrier(1);

        List<Sighting> sightings = harness.extractOutputValues();
        assertThat(sightings).hasSize(1);
        assertThat(sightings.get(0).getEvidence().getRecords()).isEqualTo(30);
        assertThat(sightings.get(0).getEvidence().getAnswered()).isTrue();
    }

    @Test
    void timerFlushesWhatNoBarrierDoes() throws Exception {
        harness.setProcessingTime(0);
        send(Samples.connection("web", "api", 40_000));

        harness.setProcessingTime(5_001);

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void fullTableIsFlushed() throws Exception {
        send(Samples.connection("web", "api", 40_000));
        send(Samples.connection("web", "db", 40_000));

        assertThat(harness.extractOutputValues()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void badRecordIsADeadLetterWithItsPlaceAndBytes() throws Exception {
        harness.processElement(new StreamRecord<>(Samples.raw(17, "{\"flow\": nonsense")));
        send(Samples.connection("web", "api", 40_000));
        harness.prepareSnapshotPreBarrier(1);

        List<DeadLetter> letters = harness.getSideOutput(Tags.DEAD_LETTERS).stream()
                .map(StreamRecord::getValue)
                .toList();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).getOffset()).isEqualTo(17);
        assertThat(letters.get(0).getBytes().toStringUtf8()).isEqualTo("{\"flow\": nonsense");
        assertThat(letters.get(0).getReason()).isNotEmpty();
        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(tally(TallyKind.DEAD)).isEqualTo(1);
        assertThat(tally(TallyKind.READ)).isEqualTo(3);
    }

    private long tally(TallyKind kind) {
        return harness.getSideOutput(Tags.TALLIES).stream()
                .map(StreamRecord::getValue)
                .filter(tally -> tally.getKind() == kind)
                .mapToLong(tally -> tally.getCount())
                .sum();
    }

    private void send(String... records) throws Exception {
        for (String record : records) {
            harness.processElement(new StreamRecord<>(Samples.raw(0, record)));
        }
    }
}
