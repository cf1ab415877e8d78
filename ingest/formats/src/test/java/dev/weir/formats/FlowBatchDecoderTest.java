package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.Observation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlowBatchDecoderTest {
    private static final FlowEvent FLOW = FlowEvent.newBuilder()
            .setObservation(Observation.newBuilder().setSource(end(4, 65535)).setDestination(end(16, 0)))
            .build();
    private static final FlowEvent LOSS =
            FlowEvent.newBuilder().setLoss(LossNotice.newBuilder().setCount(3)).build();

    @Test
    void eventsOfABatchComeInItsOrder() {
        assertThat(decode(FLOW, LOSS, FLOW).flows()).containsExactly(FLOW, LOSS, FLOW);
    }

    @Test
    void eventThatALaterStageWouldStumbleOverIsBadAndItsNeighboursAreNot() {
        FlowEvent nothing = FlowEvent.getDefaultInstance();
        FlowEvent address = FlowEvent.newBuilder()
                .setObservation(Observation.newBuilder().setSource(end(5, 1)))
                .build();
        FlowEvent port = FlowEvent.newBuilder()
                .setObservation(Observation.newBuilder().setDestination(end(4, 65536)))
                .build();
        FlowEvent answer = FlowEvent.newBuilder()
                .setDns(DnsBinding.newBuilder().addIps(ByteString.copyFrom(new byte[3])))
                .build();

        Decoded decoded = decode(nothing, FLOW, address, port, answer, LOSS);

        assertThat(decoded.flows()).containsExactly(FLOW, LOSS);
        assertThat(decoded.bad()).hasSize(4).allMatch(bad -> bad.reason() == Reason.BAD_FIELD);
    }

    @Test
    void cutBatchIsTruncated() {
        byte[] whole = FlowBatch.newBuilder().addEvents(FLOW).build().toByteArray();

        Decoded decoded = Decoded.from(Format.WEIR_PROTOBUF, Arrays.copyOf(whole, whole.length - 1));

        assertThat(decoded.onlyBad().reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void nothingIsEmptyAndSomethingElseIsNotProtobuf() {
        assertThat(Decoded.from(Format.WEIR_PROTOBUF, "").onlyBad().reason()).isEqualTo(Reason.EMPTY);
        assertThat(Decoded.from(Format.WEIR_PROTOBUF, "{\"flow\":{}}").onlyBad().reason())
                .isIn(Reason.NOT_PROTOBUF, Reason.TRUNCATED);
        assertThat(Decoded.from(Format.WEIR_PROTOBUF, new byte[] {0x50, 1})
                        .onlyBad()
                        .reason())
                .isEqualTo(Reason.WRONG_FORMAT);
    }

    private static Decoded decode(FlowEvent... events) {
        byte[] bytes = FlowBatch.newBuilder()
                .addAllEvents(Arrays.asList(events))
                .build()
                .toByteArray();
        return Decoded.from(Format.WEIR_PROTOBUF, bytes);
    }

    private static Endpoint end(int bytes, int port) {
        return Endpoint.newBuilder()
                .setIp(ByteString.copyFrom(new byte[bytes]))
                .setPort(port)
                .build();
    }
}
