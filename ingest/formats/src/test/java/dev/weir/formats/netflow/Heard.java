package dev.weir.formats.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a decoder told, for a test to look at. */
final class Heard implements NetflowSink {
    final List<FlowEvent> flows = new ArrayList<>();
    final List<BadRecord> bad = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    final List<EarlySet> early = new ArrayList<>();
    final List<TemplateKey> learned = new ArrayList<>();

    static Heard from(NetflowDecoder decoder, Exporter exporter, byte[] bytes) {
        byte[] padded = new byte[bytes.length + 7];
        Arrays.fill(padded, (byte) 9);
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        Heard heard = new Heard();
        decoder.decode(exporter, padded, 3, bytes.length, heard);
        return heard;
    }

    /** The only flow, of a message without bad pieces. */
    FlowEvent only() {
        assertThat(bad).isEmpty();
        assertThat(flows).hasSize(1);
        return flows.get(0);
    }

    List<Observation> observations() {
        return flows.stream()
                .filter(FlowEvent::hasObservation)
                .map(FlowEvent::getObservation)
                .toList();
    }

    @Override
    public void flow(FlowEvent event) {
        flows.add(event);
    }

    @Override
    public void bad(BadRecord record) {
        bad.add(record);
    }

    @Override
    public void message(Message message) {
        messages.add(message);
    }

    @Override
    public void early(EarlySet set) {
        early.add(set);
    }

    @Override
    public void learned(TemplateKey template) {
        learned.add(template);
    }
}
