package dev.weir.formats.calico;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.formats.calico.api.Flow;
import dev.weir.formats.calico.api.FlowKey;
import dev.weir.formats.calico.api.FlowResult;
import dev.weir.formats.calico.api.PolicyHit;
import dev.weir.formats.calico.api.PolicyTrace;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A message says what its JSON says: enumerations as numbers, as Go's own JSON writes them. */
final class FlowResultDecoderTest {
    private static final JsonFormat.Printer JSON = JsonFormat.printer()
            .preservingProtoFieldNames()
            .omittingInsignificantWhitespace()
            .printingEnumsAsInts();

    private static final List<String> NAMES = List.of("", "-", "pub", "pvt", "web-7d4f*", "node-1", "nets", "schön \"");
    private static final List<String> LABELS = List.of("app=web", "a=b=c", "=", "odd");
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "icmp", "sctp", "6", "", "strange");
    private static final long[] PORTS = {0, 53, 443, 65_535};

    @Property(tries = 2000)
    void messageAndItsJsonGiveEqualEvents(@ForAll long seed) throws InvalidProtocolBufferException {
        Flow flow = flow(new Random(seed));
        String json = JSON.print(flow);

        Decoded message =
                decode(FlowResult.newBuilder().setId(seed).setFlow(flow).build().toByteArray());
        Decoded text = Decoded.from(Format.CALICO_GOLDMANE, json);

        assertThat(message.flows()).as(json).isEqualTo(text.flows());
        assertThat(message.bad().size()).as(json).isEqualTo(text.bad().size());
    }

    @Property(tries = 1000)
    void anyBytesAreAccountedFor(@ForAll @Size(max = 300) byte[] bytes) {
        Decoded decoded = decode(bytes);

        assertThat(decoded.flows().size() + decoded.bad().size()).isEqualTo(1);
    }

    @Test
    void portThatIsNoneIsABadField() {
        FlowKey.Builder key = FlowKey.newBuilder().setSourceName("a*").setDestName("b*");

        for (long port : new long[] {-1, 65_536}) {
            Flow flow = Flow.newBuilder().setKey(key.setDestPort(port)).build();
            byte[] result = FlowResult.newBuilder().setFlow(flow).build().toByteArray();
            assertThat(decode(result).onlyBad().reason()).isEqualTo(Reason.BAD_FIELD);
        }
    }

    private static Flow flow(Random random) {
        Flow.Builder flow = Flow.newBuilder()
                .setStartTime(random.nextInt(Integer.MAX_VALUE))
                .setEndTime(random.nextInt(Integer.MAX_VALUE))
                .setPacketsIn(random.nextInt(3))
                .setPacketsOut(random.nextInt(3))
                .setBytesIn(random.nextInt(3))
                .setBytesOut(random.nextInt(3))
                .setNumConnectionsStarted(random.nextInt(3))
                .setNumConnectionsLive(random.nextInt(3));
        if (random.nextInt(10) > 0) {
            flow.setKey(key(random));
        }
        IntStream.range(0, random.nextInt(3)).forEach(i -> flow.addSourceLabels(one(LABELS, random)));
        IntStream.range(0, random.nextInt(3)).forEach(i -> flow.addDestLabels(one(LABELS, random)));
        return flow.build();
    }

    private static FlowKey key(Random random) {
        FlowKey.Builder key = FlowKey.newBuilder()
                .setSourceName(one(NAMES, random))
                .setSourceNamespace(one(NAMES, random))
                .setSourceTypeValue(random.nextInt(6))
                .setDestName(one(NAMES, random))
                .setDestNamespace(one(NAMES, random))
                .setDestTypeValue(random.nextInt(6))
                .setDestPort(PORTS[random.nextInt(PORTS.length)])
                .setDestServiceName(one(NAMES, random))
                .setDestServiceNamespace(one(NAMES, random))
                .setDestServicePortName(one(NAMES, random))
                .setDestServicePort(PORTS[random.nextInt(PORTS.length)])
                .setProto(one(PROTOCOLS, random))
                .setReporterValue(random.nextInt(4))
                .setActionValue(random.nextInt(5));
        if (random.nextBoolean()) {
            PolicyTrace.Builder trace = PolicyTrace.newBuilder();
            IntStream.range(0, random.nextInt(3)).forEach(i -> trace.addEnforcedPolicies(hit(random)));
            IntStream.range(0, random.nextInt(3)).forEach(i -> trace.addPendingPolicies(hit(random)));
            key.setPolicies(trace);
        }
        return key.build();
    }

    private static PolicyHit hit(Random random) {
        PolicyHit.Builder hit = PolicyHit.newBuilder()
                .setKindValue(random.nextInt(12))
                .setNamespace(one(NAMES, random))
                .setName(one(NAMES, random))
                .setTier(one(NAMES, random))
                .setActionValue(random.nextInt(5))
                .setRuleIndex(random.nextInt(4) - 2);
        if (random.nextInt(4) == 0) {
            hit.setTrigger(PolicyHit.newBuilder().setName(one(NAMES, random)).setNamespace(one(NAMES, random)));
        }
        return hit.build();
    }

    private static Decoded decode(byte[] value) {
        Decoded decoded = new Decoded();
        new FlowResultDecoder().decode(value, 0, value.length, decoded);
        return decoded;
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
