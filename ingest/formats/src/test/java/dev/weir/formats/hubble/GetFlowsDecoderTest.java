package dev.weir.formats.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.formats.hubble.api.Emitter;
import dev.weir.formats.hubble.api.Endpoint;
import dev.weir.formats.hubble.api.Flow;
import dev.weir.formats.hubble.api.GetFlowsResponse;
import dev.weir.formats.hubble.api.IP;
import dev.weir.formats.hubble.api.Layer4;
import dev.weir.formats.hubble.api.TCP;
import dev.weir.formats.hubble.api.TCPFlags;
import dev.weir.formats.hubble.api.TraceReason;
import dev.weir.formats.hubble.api.Verdict;
import dev.weir.v1.ConnState;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A message says what its JSON says: the JSON is Google's own rendering of it, read by the reader of the JSON. */
final class GetFlowsDecoderTest {
    private static final JsonFormat.Printer JSON = JsonFormat.printer()
            .preservingProtoFieldNames()
            .omittingInsignificantWhitespace()
            .usingTypeRegistry(
                    TypeRegistry.newBuilder().add(Emitter.getDescriptor()).build());

    @Property(tries = 3000)
    void messageAndItsJsonGiveEqualEvents(@ForAll long seed) throws InvalidProtocolBufferException {
        GetFlowsResponse response = new RandomFlows(new Random(seed)).response();
        String json = JSON.print(response);

        Decoded message = decode(response.toByteArray());
        Decoded text = Decoded.from(Format.HUBBLE_JSON, json);

        assertThat(message.flows()).as(json).isEqualTo(text.flows());
        assertThat(message.bad().size()).as(json).isEqualTo(text.bad().size());
    }

    @Property(tries = 1000)
    void anyBytesAreAccountedFor(@ForAll @Size(max = 300) byte[] bytes) {
        accounted(bytes);
    }

    @Property(tries = 1000)
    void anyTruncationAndMutationIsAccountedFor(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] whole = new RandomFlows(random).response().toByteArray();
        accounted(Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
        for (int i = 0; i < 4 && whole.length > 0; i++) {
            whole[random.nextInt(whole.length)] = (byte) random.nextInt();
        }
        accounted(whole);
    }

    @Test
    void firstPacketOfAConnectionSaysWhoOpenedIt() {
        Flow flow = Flow.newBuilder()
                .setVerdict(Verdict.FORWARDED)
                .setTraceReason(TraceReason.NEW)
                .setIsReply(BoolValue.of(false))
                .setIP(IP.newBuilder().setSource("10.0.0.1").setDestination("10.0.0.2"))
                .setL4(Layer4.newBuilder()
                        .setTCP(TCP.newBuilder()
                                .setSourcePort(40000)
                                .setDestinationPort(80)
                                .setFlags(TCPFlags.newBuilder().setSYN(true))))
                .setSource(Endpoint.newBuilder().setID(7).setPodName("web-0").setNamespace("shop"))
                .setNodeName("prod/n1")
                .build();

        var event = decode(response(flow)).only();
        Observation observation = event.getObservation();

        assertThat(event.getCluster()).isEqualTo("prod");
        assertThat(event.getObserverNode()).isEqualTo("n1");
        assertThat(observation.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(observation.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_REPLY_FLAG);
        assertThat(observation.getState()).isEqualTo(ConnState.STATE_NEW);
        assertThat(observation.getDestination().getPort()).isEqualTo(80);
    }

    @Test
    void replyFlagOfRetinaIsNoWitnessWhileItIsFalse() {
        Flow flow = Flow.newBuilder()
                .setVerdict(Verdict.FORWARDED)
                .setIsReply(BoolValue.of(false))
                .setIP(IP.newBuilder().setSource("10.0.0.1").setDestination("10.0.0.2"))
                .setExtensions(Any.newBuilder().setTypeUrl("type.googleapis.com/utils.RetinaMetadata"))
                .build();

        assertThat(decode(response(flow)).only().getObservation().getOrientation())
                .isEqualTo(Orientation.ORIENTATION_UNKNOWN);
    }

    @Test
    void answerWithoutAnythingIsNoRecord() {
        assertThat(decode(new byte[0]).onlyBad().reason()).isEqualTo(Reason.EMPTY);
        assertThat(decode(response(Flow.getDefaultInstance())).onlyBad().reason())
                .isEqualTo(Reason.WRONG_FORMAT);
    }

    private static byte[] response(Flow flow) {
        return GetFlowsResponse.newBuilder().setFlow(flow).build().toByteArray();
    }

    private static void accounted(byte[] bytes) {
        Decoded decoded = decode(bytes);
        assertThat(decoded.flows().size() + decoded.bad().size()).isEqualTo(1);
        assertThat(decoded.bad()).allMatch(bad -> bad.reason() != Reason.DEFECT);
    }

    private static Decoded decode(byte[] value) {
        Decoded decoded = new Decoded();
        byte[] padded = new byte[value.length + 5];
        System.arraycopy(value, 0, padded, 3, value.length);
        new GetFlowsDecoder().decode(padded, 3, value.length, decoded);
        return decoded;
    }
}
