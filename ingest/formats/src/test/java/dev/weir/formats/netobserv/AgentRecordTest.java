package dev.weir.formats.netobserv;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.weir.exporters.goflow2.FlowMessage;
import dev.weir.exporters.pbflow.DataLink;
import dev.weir.exporters.pbflow.Direction;
import dev.weir.exporters.pbflow.DupMapEntry;
import dev.weir.exporters.pbflow.IP;
import dev.weir.exporters.pbflow.Network;
import dev.weir.exporters.pbflow.NetworkEvent;
import dev.weir.exporters.pbflow.Record;
import dev.weir.exporters.pbflow.Records;
import dev.weir.exporters.pbflow.Transport;
import dev.weir.exporters.pbflow.Xlat;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.v1.DropClass;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.L7Type;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the agent itself sends, written by Protobuf's own library from the agent's schema. */
class AgentRecordTest {
    private static final int SYN_ACK = 256;
    private static final byte WRAPPER = 0x0A;

    private static Record.Builder tcp() {
        return Record.newBuilder()
                .setEthProtocol(0x0800)
                .setDirection(Direction.EGRESS)
                .setTimeFlowStart(
                        Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(5))
                .setTimeFlowEnd(Timestamp.newBuilder().setSeconds(1_700_000_001).setNanos(999_999_999))
                .setDataLink(DataLink.newBuilder().setSrcMac(0x020000000001L).setDstMac(-1))
                .setNetwork(Network.newBuilder().setSrcAddr(v4(0x0A000001)).setDstAddr(v4(0x0A0000FE)))
                .setTransport(Transport.newBuilder()
                        .setSrcPort(40000)
                        .setDstPort(8080)
                        .setProtocol(6))
                .setBytes(1200)
                .setPackets(3)
                .setAgentIp(v4(0xC0A80001))
                .setFlags(2)
                .addDupList(DupMapEntry.newBuilder().setInterface("eth0").setDirection(Direction.EGRESS))
                .addDupList(DupMapEntry.newBuilder().setInterface("ovn-k8s").setUdn("blue"))
                .setSampling(50);
    }

    private static Record.Builder full() {
        return tcp().setXlat(Xlat.newBuilder().setSrcAddr(v4(1)).setDstPort(7))
                .setDnsName("a.b")
                .setDnsId(1)
                .setInterface("eth0")
                .addNetworkEventsMetadata(NetworkEvent.newBuilder().putEvents("Feature", "acl"));
    }

    @Test
    void recordIsReadWhole() {
        FlowEvent event = only(tcp());

        Observation seen = event.getObservation();
        assertThat(event.getSourceFormat()).isEqualTo(SourceFormat.NETOBSERV_PBFLOW);
        assertThat(event.getObserverNode()).isEqualTo("192.168.0.1");
        assertThat(event.getEventTimeNs()).isEqualTo(1_700_000_001_999_999_999L);
        assertThat(event.getTimeResolutionMs()).isZero();
        assertThat(seen.getStartNs()).isEqualTo(1_700_000_000_000_000_005L);
        assertThat(seen.getSource().getIp()).isEqualTo(bytes(10, 0, 0, 1));
        assertThat(seen.getDestination().getIp()).isEqualTo(bytes(10, 0, 0, 254));
        assertThat(seen.getSource().getPort()).isEqualTo(40000);
        assertThat(seen.getDestination().getPort()).isEqualTo(8080);
        assertThat(seen.getIpProtocol()).isEqualTo(6);
        assertThat(seen.getPackets()).isEqualTo(3);
        assertThat(seen.getBytes()).isEqualTo(1200);
        assertThat(seen.getSamplingInterval()).isEqualTo(50);
        assertThat(seen.getObservationPoint()).isEqualTo("eth0,ovn-k8s");
        assertThat(seen.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_TCP_SYN);
    }

    @Test
    void agentsBitForAnAnsweredHandshakeMakesTheSourceTheServer() {
        Observation seen = only(tcp().setFlags(SYN_ACK | 16)).getObservation();

        assertThat(seen.getOrientation()).isEqualTo(Orientation.DESTINATION_IS_CLIENT);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_TCP_SYN_ACK);
        assertThat(seen.getReply()).isTrue();
    }

    @Test
    void portIsReadThoughZeroIsNotWritten() {
        ByteString six = bytes(0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7);
        IP end = IP.newBuilder().setIpv6(six).build();
        Observation seen = only(tcp().setEthProtocol(0x86DD)
                        .setNetwork(Network.newBuilder().setSrcAddr(end).setDstAddr(end))
                        .setTransport(Transport.newBuilder().setDstPort(53).setProtocol(17)))
                .getObservation();

        assertThat(seen.getSource().getIp()).isEqualTo(six);
        assertThat(seen.getSource().hasPort()).isTrue();
        assertThat(seen.getSource().getPort()).isZero();
        assertThat(seen.getDestination().getPort()).isEqualTo(53);
    }

    @Test
    void translationIsToldBesideTheAddresses() {
        Xlat xlat = Xlat.newBuilder()
                .setSrcAddr(v4(0))
                .setDstAddr(v4(0x0A800005))
                .setDstPort(9090)
                .build();
        Observation seen = only(tcp().setXlat(xlat)).getObservation();

        assertThat(seen.getSource().getIpXlated()).isEmpty();
        assertThat(seen.getDestination().getIpXlated()).isEqualTo(bytes(10, 128, 0, 5));
        assertThat(seen.getDestination().getPortXlated()).isEqualTo(9090);
    }

    @Test
    void policyThatDecidedIsNamed() {
        NetworkEvent event = NetworkEvent.newBuilder()
                .putEvents("Feature", "acl")
                .putEvents("Type", "NetworkPolicy")
                .putEvents("Namespace", "shop")
                .putEvents("Name", "deny-all")
                .putEvents("Action", "drop")
                .putEvents("Direction", "Ingress")
                .build();
        Observation seen = only(tcp().addNetworkEventsMetadata(event)).getObservation();

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
        assertThat(seen.getDropClass()).isEqualTo(DropClass.POLICY_DEFAULT_DENY);
        assertThat(seen.getPolicies(0).getName()).isEqualTo("deny-all");
        assertThat(seen.getPolicies(0).getAction()).isEqualTo(PolicyAction.ACTION_DENY);
    }

    @Test
    void numbersOfDropCausesTellAFilterFromAFault() {
        assertThat(dropped(8).getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
        assertThat(dropped((1 << 24) + 4).getVerdictReason()).isEqualTo("NetworkEvent_NetworkPolicy");
        assertThat(dropped(3).getVerdict()).isEqualTo(Verdict.VERDICT_FAULT);
    }

    private static Observation dropped(int cause) {
        return only(tcp().setPktDropPackets(3).setPktDropBytes(1200).setPktDropLatestDropCause(cause))
                .getObservation();
    }

    @Test
    void dnsMessageIsAQuestionOrAnAnswer() {
        Observation seen = only(tcp().setFlags(0)
                        .setTransport(Transport.newBuilder()
                                .setSrcPort(53)
                                .setDstPort(40000)
                                .setProtocol(17))
                        .setDnsId(7)
                        .setDnsFlags(0x8180)
                        .setDnsName("a.example."))
                .getObservation();

        assertThat(seen.getL7().getType()).isEqualTo(L7Type.L7_RESPONSE);
        assertThat(seen.getL7().getQuestion()).isEqualTo("a.example");
        assertThat(seen.getOrientation()).isEqualTo(Orientation.DESTINATION_IS_CLIENT);
    }

    @Test
    void echoReplyHasTypeZeroThoughItIsNotWritten() {
        Observation seen =
                only(tcp().setTransport(Transport.newBuilder().setProtocol(1))).getObservation();

        assertThat(seen.hasIcmpType()).isTrue();
        assertThat(seen.getIcmpType()).isZero();
        assertThat(seen.getSource().hasPort()).isFalse();
    }

    @Test
    void frameThatIsNoIpIsSaidToBeSo() {
        FlowEvent event = only(tcp().setEthProtocol(0x0806).setNetwork(Network.getDefaultInstance()));

        assertThat(event.getUnusable().getReason()).isEqualTo(UnusableReason.NOT_IP);
    }

    @Test
    void recordsOfTheStreamComeOneByOneAndABadOneAlone() {
        Record.Builder bad = tcp().setTransport(Transport.newBuilder().setSrcPort(65536));
        Records records = Records.newBuilder()
                .addEntries(tcp())
                .addEntries(bad)
                .addEntries(tcp().setPackets(9))
                .build();

        Decoded decoded = Decoded.from(Format.NETOBSERV_PBFLOW, records.toByteArray());

        assertThat(decoded.flows())
                .extracting(event -> event.getObservation().getPackets())
                .containsExactly(3L, 9L);
        assertThat(decoded.bad()).extracting(piece -> piece.reason()).containsExactly(Reason.BAD_FIELD);
    }

    @Test
    void messagesOfOthersAreNotTaken() {
        byte[] goflow2 = FlowMessage.newBuilder()
                .setTypeValue(4)
                .setSrcAddr(bytes(10, 0, 0, 1))
                .setTimeReceivedNs(1)
                .build()
                .toByteArray();

        assertThat(Decoded.from(Format.NETOBSERV_PBFLOW, goflow2).flows()).isEmpty();
    }

    @Property(tries = 2000)
    void whatIsReadOfAChangedRecordProtobufReadsAlike(@ForAll long seed) {
        byte[] bytes = changed(new Random(seed));

        Decoded decoded = Decoded.from(Format.NETOBSERV_PBFLOW, bytes);

        if (decoded.flows().isEmpty() || bytes[0] == WRAPPER) {
            return;
        }
        Record parsed = parse(bytes);
        assertThat(parsed).as("what is read, Protobuf reads").isNotNull();
        if (parsed != null && decoded.flows().get(0).hasObservation()) {
            same(decoded.flows().get(0).getObservation(), parsed);
        }
    }

    @Property(tries = 2000)
    void whatProtobufReadsOfAnAgentIsReadUnlessAFieldIsImpossible(@ForAll long seed) {
        byte[] bytes = changed(new Random(seed));

        Decoded decoded = Decoded.from(Format.NETOBSERV_PBFLOW, bytes);

        Record parsed = parse(bytes);
        boolean others = parsed == null
                || bytes[0] == WRAPPER
                || (parsed.getEthProtocol() & 0xFFFF) < 0x0600
                || !parsed.hasNetwork();
        // Protobuf's Java library overlooks that a tenth byte wants an eleventh; Go's, which agents use, refuses it.
        boolean impossible = decoded.bad().stream()
                .anyMatch(
                        bad -> bad.reason() == Reason.BAD_FIELD || bad.detail().contains("more than 10 bytes"));
        assertThat(others || impossible || decoded.flows().size() == 1)
                .as("%s", decoded.bad())
                .isTrue();
    }

    private static byte[] changed(Random random) {
        byte[] bytes = full().build().toByteArray();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
    }

    private static void same(Observation seen, Record parsed) {
        assertThat(seen.getPackets()).isEqualTo(parsed.getPackets());
        assertThat(seen.getBytes()).isEqualTo(parsed.getBytes());
        assertThat(seen.getIpProtocol()).isEqualTo(parsed.getTransport().getProtocol() & 0xFF);
        assertThat(seen.getSource().getIp())
                .isEqualTo(address(parsed.getNetwork().getSrcAddr()));
        assertThat(seen.getDestination().getIp())
                .isEqualTo(address(parsed.getNetwork().getDstAddr()));
        assertThat(seen.getSamplingInterval()).isEqualTo(parsed.getSampling());
        if (seen.getSource().hasPort()) {
            assertThat(seen.getSource().getPort())
                    .isEqualTo(parsed.getTransport().getSrcPort());
        }
    }

    private static @Nullable Record parse(byte[] bytes) {
        try {
            return Record.parseFrom(bytes);
        } catch (InvalidProtocolBufferException refused) {
            return null;
        }
    }

    private static ByteString address(IP ip) {
        if (ip.getIpFamilyCase() == IP.IpFamilyCase.IPV4) {
            int number = ip.getIpv4();
            return bytes(number >> 24, number >> 16, number >> 8, number);
        }
        return ip.getIpv6();
    }

    private static IP v4(int number) {
        return IP.newBuilder().setIpv4(number).build();
    }

    private static ByteString bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return ByteString.copyFrom(bytes);
    }

    private static FlowEvent only(Record.Builder record) {
        return Decoded.from(Format.NETOBSERV_PBFLOW, record.build().toByteArray())
                .only();
    }
}
