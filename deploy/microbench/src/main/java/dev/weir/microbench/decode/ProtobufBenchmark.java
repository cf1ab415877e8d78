package dev.weir.microbench.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.weir.exporters.goflow2.FlowMessage;
import dev.weir.exporters.goflow2.FlowType;
import dev.weir.exporters.pbflow.DataLink;
import dev.weir.exporters.pbflow.Direction;
import dev.weir.exporters.pbflow.DupMapEntry;
import dev.weir.exporters.pbflow.IP;
import dev.weir.exporters.pbflow.Network;
import dev.weir.exporters.pbflow.Record;
import dev.weir.exporters.pbflow.Transport;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.formats.goflow2.ProtobufReader;
import dev.weir.formats.netobserv.AgentRecordReader;
import dev.weir.formats.wire.ProtoReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Records of NetObserv's agent and of goflow2 a second on one core: {@code Read} from bytes to what a flow is made of,
 * {@code Library} from bytes to the exporter's own message by Protobuf's library, and {@code Flows} from bytes to a flow in
 * canonical form, which is a message of its own to be built.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProtobufBenchmark {
    private final FlowDecoder pbflow = Format.NETOBSERV_PBFLOW.decoder();
    private final FlowDecoder goflow2 = Format.GOFLOW2_PROTOBUF.decoder();
    private final AgentRecordReader recordReader = new AgentRecordReader();
    private final ProtobufReader messageReader = new ProtobufReader();
    private final ProtoReader in = new ProtoReader();
    private final byte[] record = record().toByteArray();
    private final byte[] message = message().toByteArray();

    private static Record record() {
        return Record.newBuilder()
                .setEthProtocol(0x0800)
                .setDirection(Direction.EGRESS)
                .setTimeFlowStart(
                        Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(123_456_789))
                .setTimeFlowEnd(Timestamp.newBuilder().setSeconds(1_700_000_004).setNanos(987_654_321))
                .setDataLink(DataLink.newBuilder().setSrcMac(0x0A58_0A80_0001L).setDstMac(0x0A58_0A80_0002L))
                .setNetwork(Network.newBuilder().setSrcAddr(v4(0x0A800001)).setDstAddr(v4(0x0A800002)))
                .setTransport(Transport.newBuilder()
                        .setSrcPort(43210)
                        .setDstPort(8080)
                        .setProtocol(6))
                .setBytes(123_456)
                .setPackets(99)
                .setAgentIp(v4(0xC0A80001))
                .setFlags(2)
                .setSampling(50)
                .addDupList(DupMapEntry.newBuilder().setInterface("eth0").setDirection(Direction.EGRESS))
                .addDupList(DupMapEntry.newBuilder().setInterface("7a1f3e9d").setDirection(Direction.INGRESS))
                .build();
    }

    private static FlowMessage message() {
        return FlowMessage.newBuilder()
                .setType(FlowType.IPFIX)
                .setSequenceNum(77)
                .setSamplingRate(400)
                .setSamplerAddress(ByteString.copyFrom(new byte[] {10, 0, 0, 9}))
                .setTimeReceivedNs(1_700_000_002_000_000_000L)
                .setTimeFlowStartNs(1_700_000_000_000_000_001L)
                .setTimeFlowEndNs(1_700_000_001_000_000_002L)
                .setBytes(123_456)
                .setPackets(99)
                .setSrcAddr(ByteString.copyFrom(new byte[] {10, 0, 0, 1}))
                .setDstAddr(ByteString.copyFrom(new byte[] {10, 0, 0, 2}))
                .setNextHop(ByteString.copyFrom(new byte[] {10, 0, 0, 3}))
                .setEtype(0x0800)
                .setProto(6)
                .setSrcPort(43210)
                .setDstPort(8080)
                .setTcpFlags(2)
                .setInIf(1)
                .setOutIf(2)
                .setSrcNet(24)
                .setDstNet(24)
                .setObservationDomainId(7)
                .build();
    }

    private static IP v4(int number) {
        return IP.newBuilder().setIpv4(number).build();
    }

    @Benchmark
    public void pbflowFlows(Blackhole blackhole) {
        pbflow.decode(record, 0, record.length, new Swallow(blackhole));
    }

    @Benchmark
    public ProtoReader pbflowRead() {
        recordReader.read(in, record, 0, record.length);
        return in;
    }

    @Benchmark
    public Record pbflowLibrary() throws InvalidProtocolBufferException {
        return Record.parseFrom(record);
    }

    @Benchmark
    public void goflow2Flows(Blackhole blackhole) {
        goflow2.decode(message, 0, message.length, new Swallow(blackhole));
    }

    @Benchmark
    public ProtoReader goflow2Read() {
        messageReader.read(in, message, 0, message.length);
        return in;
    }

    @Benchmark
    public FlowMessage goflow2Library() throws InvalidProtocolBufferException {
        return FlowMessage.parseFrom(message);
    }
}
