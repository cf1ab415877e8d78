package dev.weir.collector.stream;

import com.google.protobuf.BoolValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.weir.formats.hubble.api.Flow;
import dev.weir.formats.hubble.api.GetFlowsRequest;
import dev.weir.formats.hubble.api.GetFlowsResponse;
import dev.weir.formats.hubble.api.IP;
import dev.weir.formats.hubble.api.LostEvent;
import dev.weir.formats.hubble.api.LostEventSource;
import dev.weir.formats.hubble.api.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Relay in this process, with a ring that holds so many flows, and faults on request. It answers as Relay does: flows
 * since a time if one was asked for, then what comes.
 */
final class TestingRelay implements AutoCloseable {
    private static final long NOON = 1_795_608_000L;

    private final String address = UUID.randomUUID().toString();
    private final int ring;
    private final List<GetFlowsResponse> held = new ArrayList<>();
    private final List<GetFlowsRequest> requests = new ArrayList<>();
    private @Nullable ServerCallStreamObserver<byte[]> stream;
    private @Nullable Server server;

    TestingRelay(int ring) throws IOException {
        this.ring = ring;
        start();
    }

    ManagedChannel channel() {
        return InProcessChannelBuilder.forName(address).build();
    }

    /** Adds flows of one node, a second apart, and sends them if somebody is listening. */
    synchronized void flows(String node, int from, int to) {
        for (int i = from; i < to; i++) {
            add(GetFlowsResponse.newBuilder()
                    .setNodeName("prod/" + node)
                    .setTime(time(i))
                    .setFlow(Flow.newBuilder()
                            .setUuid(node + "-" + i)
                            .setTime(time(i))
                            .setVerdict(Verdict.FORWARDED)
                            .setIsReply(BoolValue.of(false))
                            .setNodeName("prod/" + node)
                            .setIP(IP.newBuilder().setSource("10.0.0.1").setDestination("10.0.0.2")))
                    .build());
        }
    }

    synchronized void lost(String node, long events) {
        send(GetFlowsResponse.newBuilder()
                .setNodeName("prod/" + node)
                .setLostEvents(LostEvent.newBuilder()
                        .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                        .setNumEventsLost(events))
                .build());
    }

    synchronized void raw(byte[] answer) {
        if (stream != null) {
            stream.onNext(answer);
        }
    }

    /** The stream breaks; flows that come before the next request are only in the ring. */
    synchronized void drop(Status status) {
        if (stream != null) {
            stream.onError(status.asRuntimeException());
        }
        stream = null;
    }

    synchronized void end() {
        if (stream != null) {
            stream.onCompleted();
        }
        stream = null;
    }

    synchronized List<GetFlowsRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized boolean isListenedTo() {
        return stream != null;
    }

    synchronized boolean isUp() {
        return server != null;
    }

    void stop() throws InterruptedException {
        Server running = server;
        if (running != null) {
            running.shutdownNow().awaitTermination();
        }
        synchronized (this) {
            stream = null;
            server = null;
        }
    }

    synchronized void start() throws IOException {
        server = InProcessServerBuilder.forName(address)
                .addService(ServerServiceDefinition.builder("observer.Observer")
                        .addMethod(new HubbleFeed().method(), ServerCalls.asyncServerStreamingCall(this::getFlows))
                        .build())
                .build()
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    private synchronized void getFlows(byte[] question, StreamObserver<byte[]> answers) {
        GetFlowsRequest request = parse(question);
        requests.add(request);
        stream = (ServerCallStreamObserver<byte[]>) answers;
        if (request.hasSince()) {
            held.stream()
                    .filter(flow ->
                            flow.getTime().getSeconds() >= request.getSince().getSeconds())
                    .toList()
                    .forEach(this::send);
        }
    }

    private void add(GetFlowsResponse flow) {
        held.add(flow);
        if (held.size() > ring) {
            held.remove(0);
        }
        send(flow);
    }

    private void send(GetFlowsResponse answer) {
        if (stream != null) {
            stream.onNext(answer.toByteArray());
        }
    }

    private static GetFlowsRequest parse(byte[] question) {
        try {
            return GetFlowsRequest.parseFrom(question);
        } catch (InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Timestamp time(int second) {
        return Timestamp.newBuilder().setSeconds(NOON + second).build();
    }
}
