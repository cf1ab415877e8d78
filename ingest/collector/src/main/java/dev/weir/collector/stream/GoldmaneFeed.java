package dev.weir.collector.stream;

import dev.weir.formats.FlowDecoder;
import dev.weir.formats.calico.FlowResultDecoder;
import dev.weir.formats.calico.api.FlowStreamRequest;
import io.grpc.MethodDescriptor;
import java.time.Instant;
import java.util.Optional;

/** {@code goldmane.Flows/Stream} of Calico's Goldmane (goldmane/proto/api.proto of projectcalico/calico). */
final class GoldmaneFeed implements Feed {
    private static final MethodDescriptor<byte[], byte[]> STREAM = RawBytes.streaming("goldmane.Flows", "Stream");

    /** The only one that the server takes. */
    private static final long INTERVAL_SECONDS = 15;

    @Override
    public String name() {
        return "goldmane";
    }

    @Override
    public MethodDescriptor<byte[], byte[]> method() {
        return STREAM;
    }

    @Override
    public byte[] request(Optional<Instant> since) {
        return FlowStreamRequest.newBuilder()
                // 0 is the server's word for now.
                .setStartTimeGte(since.map(Instant::getEpochSecond).orElse(0L))
                .setAggregationInterval(INTERVAL_SECONDS)
                .build()
                .toByteArray();
    }

    @Override
    public FlowDecoder decoder() {
        return new FlowResultDecoder();
    }
}
