package dev.weir.collector.stream;

import dev.weir.formats.FlowDecoder;
import io.grpc.MethodDescriptor;
import java.time.Instant;
import java.util.Optional;

/** What one kind of server is asked, and how its answers are read. */
interface Feed {

    /** A short name for logs, metrics and health. */
    String name();

    /** The call, whose answers never end. */
    MethodDescriptor<byte[], byte[]> method();

    /** Asks for what came since a time and for all that comes; empty asks for the latter only. */
    byte[] request(Optional<Instant> since);

    /** Reads one answer. */
    FlowDecoder decoder();
}
