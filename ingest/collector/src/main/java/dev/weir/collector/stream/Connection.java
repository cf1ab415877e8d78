package dev.weir.collector.stream;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens channels. */
final class Connection {
    /** Servers in Go end a connection with more than one ping in five minutes. */
    private static final long PING_MINUTES = 6;

    private Connection() {}

    /** @throws IOException if a certificate or key cannot be read */
    static ManagedChannel open(StreamSettings settings) throws IOException {
        Optional<StreamSettings.Tls> tls = settings.tls();
        ChannelCredentials credentials = tls.isPresent() ? credentials(tls.get()) : InsecureChannelCredentials.create();
        ManagedChannelBuilder<?> channel = Grpc.newChannelBuilderForAddress(
                        settings.host(), settings.port(), credentials)
                .keepAliveTime(PING_MINUTES, TimeUnit.MINUTES)
                .userAgent("weir-collector");
        tls.flatMap(StreamSettings.Tls::serverName).ifPresent(channel::overrideAuthority);
        return channel.build();
    }

    private static ChannelCredentials credentials(StreamSettings.Tls tls) throws IOException {
        TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
        Optional<File> authority = tls.authority();
        if (authority.isPresent()) {
            credentials.trustManager(authority.get());
        }
        Optional<File> certificate = tls.certificate();
        Optional<File> key = tls.key();
        if (certificate.isPresent() && key.isPresent()) {
            credentials.keyManager(certificate.get(), key.get());
        }
        return credentials.build();
    }
}
