package dev.weir.formats.goflow2;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.exporters.goflow2.FlowMessage;
import dev.weir.exporters.goflow2.FlowType;
import dev.weir.exporters.goflow2.LayerStack;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.v1.CounterKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** goflow2's Protobuf, written by Protobuf's own library from goflow2's schema. */
class ProtobufTest {

    private static FlowMessage.Builder tcp() {
        return FlowMessage.newBuilder()
                .setType(FlowType.IPFIX)
                .setSequenceNum(77)
                .setSamplingRate(400)
                .setSamplerAddress(bytes(192, 0, 2, 1))
                .setTimeReceivedNs(1_700_000_002_000_000_000L)
                .setTimeFlowStartNs(1_700_000_000_000_000_001L)
                .setTimeFlowEndNs(1_700_000_001_000_000_002L)
                .setBytes(4000)
                .setPackets(10)
                .setSrcAddr(bytes(10, 0, 0, 1))
                .setDstAddr(bytes(10, 0, 0, 2))
                .setEtype(0x0800)
                .setProto(6)
                .setSrcPort(40000)
                .setDstPort(443)
                .setTcpFlags(2)
                .addAsPath(64512)
                .addLayerStack(LayerStack.LAYER_IPV4);
    }

    @Test
    void messageIsReadWithItsLengthAndWithout() throws IOException {
        FlowEvent event = delimited(tcp().build()).only();

        Observation seen = event.getObservation();
        assertThat(event.getSourceFormat()).isEqualTo(SourceFormat.GOFLOW2_PROTOBUF);
        assertThat(event.getProducer()).isEqualTo("IPFIX");
        assertThat(event.getObserverNode()).isEqualTo("192.0.2.1");
        assertThat(event.getEventTimeNs()).isEqualTo(1_700_000_001_000_000_002L);
        assertThat(seen.getStartNs()).isEqualTo(1_700_000_000_000_000_001L);
        assertThat(seen.getSource().getIp()).isEqualTo(bytes(10, 0, 0, 1));
        assertThat(seen.getDestination().getPort()).isEqualTo(443);
        assertThat(seen.getIpProtocol()).isEqualTo(6);
        assertThat(seen.getPackets()).isEqualTo(10);
        assertThat(seen.getBytes()).isEqualTo(4000);
        assertThat(seen.getSamplingInterval()).isEqualTo(400);
        assertThat(seen.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(bare(tcp()).only()).isEqualTo(event);
    }

    @Test
    void severalMessagesOfAValueAreAllRead() throws IOException {
        Decoded decoded = delimited(
                tcp().build(),
                tcp().setPackets(1).build(),
                tcp().setPackets(300).build());

        assertThat(decoded.bad()).isEmpty();
        assertThat(decoded.flows())
                .extracting(event -> event.getObservation().getPackets())
                .containsExactly(10L, 1L, 300L);
    }

    @Test
    void portThatIsNotToldIsAbsent() {
        Observation seen = bare(tcp().clearSrcPort()).only().getObservation();

        assertThat(seen.getSource().hasPort()).isFalse();
        assertThat(seen.getDestination().hasPort()).isTrue();
    }

    @Test
    void sampledPacketIsAnEventAndItsFlagsAreOnePackets() {
        Observation seen =
                bare(tcp().setType(FlowType.SFLOW_5).setTcpFlags(18)).only().getObservation();

        assertThat(seen.getCounterKind()).isEqualTo(CounterKind.COUNTER_PER_PACKET_EVENT);
        assertThat(seen.getOrientation()).isEqualTo(Orientation.DESTINATION_IS_CLIENT);
    }

    @Test
    void droppedByTheRouterIsAFault() {
        Observation seen = bare(tcp().setForwardingStatus(128)).only().getObservation();

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_FAULT);
    }

    @Test
    void cutMessageIsABadPiece() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tcp().build().writeDelimitedTo(out);
        byte[] whole = out.toByteArray();

        Decoded decoded = Decoded.from(Format.GOFLOW2_PROTOBUF, Arrays.copyOf(whole, whole.length - 1));

        assertThat(decoded.onlyBad().reason()).isIn(Reason.TRUNCATED, Reason.NOT_PROTOBUF, Reason.WRONG_FORMAT);
    }

    @Test
    void addressOfAnotherLengthIsABadField() {
        Decoded decoded = bare(tcp().setSrcAddr(bytes(1, 2, 3)));

        assertThat(decoded.onlyBad().reason()).isEqualTo(Reason.BAD_FIELD);
    }

    private static Decoded bare(FlowMessage.Builder message) {
        return Decoded.from(Format.GOFLOW2_PROTOBUF, message.build().toByteArray());
    }

    private static Decoded delimited(FlowMessage... messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (FlowMessage message : messages) {
            message.writeDelimitedTo(out);
        }
        return Decoded.from(Format.GOFLOW2_PROTOBUF, out.toByteArray());
    }

    private static ByteString bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return ByteString.copyFrom(bytes);
    }
}
