package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a decoder told, for a test to look at. */
public final class Decoded implements DecodeSink {
    private final List<FlowEvent> flows = new ArrayList<>();
    private final List<BadRecord> bad = new ArrayList<>();

    /** Decodes with junk around the value, which no decoder may look at. */
    public static Decoded from(Format format, byte[] value) {
        byte[] padded = new byte[value.length + 7];
        Arrays.fill(padded, (byte) '}');
        System.arraycopy(value, 0, padded, 3, value.length);
        Decoded decoded = new Decoded();
        format.decoder().decode(padded, 3, value.length, decoded);
        return decoded;
    }

    public static Decoded from(Format format, String text) {
        return from(format, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The observation of a value that holds exactly one. */
    public static Observation observation(Format format, String text) {
        FlowEvent event = from(format, text).only();
        assertThat(event.getBodyCase()).isEqualTo(FlowEvent.BodyCase.OBSERVATION);
        return event.getObservation();
    }

    /** The record of a value that holds exactly one. */
    public FlowEvent only() {
        assertThat(bad).isEmpty();
        assertThat(flows).hasSize(1);
        return flows.get(0);
    }

    /** The bad piece of a value that holds nothing else. */
    public BadRecord onlyBad() {
        assertThat(flows).isEmpty();
        assertThat(bad).hasSize(1);
        return bad.get(0);
    }

    public List<FlowEvent> flows() {
        return flows;
    }

    public List<BadRecord> bad() {
        return bad;
    }

    @Override
    public void flow(FlowEvent event) {
        flows.add(event);
    }

    @Override
    public void bad(BadRecord record) {
        bad.add(record);
    }
}
