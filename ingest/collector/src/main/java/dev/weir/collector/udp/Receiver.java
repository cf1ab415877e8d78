package dev.weir.collector.udp;

import dev.weir.formats.netflow.Exporter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties a socket into the queue, on a thread of its own that does nothing else. */
final class Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /** No datagram is longer. */
    private static final int DATAGRAM_BYTES = 1 << 16;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final DatagramQueue queue;
    private final boolean ports;
    private final AtomicLong received = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private Receiver(DatagramChannel channel, DatagramQueue queue, boolean ports) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.queue = queue;
        this.ports = ports;
    }

    static Receiver bind(UdpSettings settings, DatagramQueue queue) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.socketBytes());
            channel.bind(settings.address());
            int got = channel.getOption(StandardSocketOptions.SO_RCVBUF);
            if (got < settings.socketBytes()) {
                LOG.warn(
                        "the kernel gives less than the socket asks for: wanted={} got={} hint={}",
                        settings.socketBytes(),
                        got,
                        "raise net.core.rmem_max");
            }
            return new Receiver(channel, queue, settings.portsTellExportersApart());
        } catch (BindException taken) {
            channel.close();
            throw new IOException("cannot listen on UDP \"" + settings.address() + "\": " + taken.getMessage(), taken);
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    void start() {
        Thread thread = new Thread(this::receive, "weir-udp-receiver");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    double received() {
        return received.get();
    }

    /** @throws IOException what ended it, if it was not {@link #close} */
    void failure() throws IOException {
        IOException ended = failure.get();
        if (ended != null) {
            throw ended;
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException ending) {
            LOG.warn("socket cannot be closed: reason={}", ending.getMessage());
        }
        queue.close();
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
        try {
            while (true) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                buffer.flip();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                received.incrementAndGet();
                queue.offer(new Datagram(exporter(from), bytes));
            }
        } catch (AsynchronousCloseException ending) {
            LOG.info("socket is closed: address={}", address);
        } catch (ClosedChannelException ending) {
            LOG.info("socket was closed: address={}", address);
        } catch (IOException broken) {
            failure.set(broken);
        } finally {
            queue.close();
        }
    }

    private Exporter exporter(InetSocketAddress from) {
        return new Exporter(from.getAddress().getHostAddress(), ports ? from.getPort() : 0);
    }
}
