package dev.weir.formats;

import com.google.protobuf.ByteString;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.wire.WholeMessage;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.SourceFormat;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code weir.v1.FlowBatch}, the contract between the collector and the job. */
final class FlowBatchDecoder implements FlowDecoder {
    private static final int LAST_PORT = 0xFFFF;
    private static final String ADDRESS_LENGTH = "an address that is neither 4 nor 16 bytes long";

    @Override
    public void decode(byte[] bytes, int offset, int length, DecodeSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!Limits.admit(length, sink)) {
            return;
        }
        FlowBatch batch;
        try {
            batch = WholeMessage.parse(FlowBatch.parser(), bytes, offset, length);
        } catch (IOException broken) {
            sink.bad(WholeMessage.bad(broken, length));
            return;
        }
        deliver(batch, length, sink);
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.SOURCE_FORMAT_UNSPECIFIED;
    }

    private static void deliver(FlowBatch batch, int length, DecodeSink sink) {
        if (batch.getEventsCount() == 0) {
            sink.bad(new BadRecord(Reason.WRONG_FORMAT, "a batch without events", 0, length));
        }
        for (FlowEvent event : batch.getEventsList()) {
            Optional<String> fault = fault(event);
            if (fault.isEmpty()) {
                sink.flow(event);
            } else {
                sink.bad(new BadRecord(Reason.BAD_FIELD, fault.get(), 0, length));
            }
        }
    }

    /** What a stage behind this one could stumble over. */
    private static Optional<String> fault(FlowEvent event) {
        return switch (event.getBodyCase()) {
            case BODY_NOT_SET -> Optional.of("an event without a body");
            case OBSERVATION -> fault(event.getObservation());
            case DNS -> fault(event.getDns());
            case LOSS, UNUSABLE -> Optional.empty();
        };
    }

    private static Optional<String> fault(DnsBinding dns) {
        if (!dns.getIpsList().stream().allMatch(FlowBatchDecoder::isAddress)) {
            return Optional.of(ADDRESS_LENGTH);
        }
        return fault(dns.getObservation()).or(() -> fault(dns.getClient()));
    }

    private static Optional<String> fault(Observation observation) {
        return fault(observation.getSource()).or(() -> fault(observation.getDestination()));
    }

    private static Optional<String> fault(Endpoint end) {
        if (!isAddress(end.getIp()) || !isAddress(end.getIpXlated())) {
            return Optional.of(ADDRESS_LENGTH);
        }
        boolean port = isPort(end.getPort()) && isPort(end.getPortXlated());
        return port ? Optional.empty() : Optional.of("a port above " + LAST_PORT);
    }

    private static boolean isAddress(ByteString ip) {
        return ip.isEmpty() || ip.size() == 4 || ip.size() == 16;
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= LAST_PORT;
    }
}
