package dev.weir.collector.stream;

import com.google.protobuf.Timestamp;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.hubble.GetFlowsDecoder;
import dev.weir.formats.hubble.api.GetFlowsRequest;
import io.grpc.MethodDescriptor;
import java.time.Instant;
import java.util.Optional;

/** {@code observer.Observer/GetFlows} of Hubble and Hubble Relay (api/v1/observer/observer.proto of cilium/cilium). */
final class HubbleFeed implements Feed {
    private static final MethodDescriptor<byte[], byte[]> GET_FLOWS =
            RawBytes.streaming("observer.Observer", "GetFlows");

    @Override
    public String name() {
        return "hubble";
    }

    @Override
    public MethodDescriptor<byte[], byte[]> method() {
        return GET_FLOWS;
    }

    @Override
    public byte[] request(Optional<Instant> since) {
        GetFlowsRequest.Builder request = GetFlowsRequest.newBuilder().setFollow(true);
        since.ifPresent(time -> request.setSince(
                Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano())));
        return request.build().toByteArray();
    }

    @Override
    public FlowDecoder decoder() {
        return new GetFlowsDecoder();
    }
}
