package dev.weir.collector.udp;

import com.google.protobuf.ByteString;
import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.intake.Intake;
import dev.weir.collector.intake.Losses;
import dev.weir.collector.intake.Source;
import dev.weir.formats.BadRecord;
import dev.weir.formats.netflow.EarlySet;
import dev.weir.formats.netflow.Exporter;
import dev.weir.formats.netflow.Message;
import dev.weir.formats.netflow.NetflowDecoder;
import dev.weir.formats.netflow.NetflowSink;
import dev.weir.formats.netflow.SequenceGaps;
import dev.weir.formats.netflow.TemplateKey;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exporters of NetFlow v5 and v9 and of IPFIX, on one UDP port. Decodes on the thread that runs it. */
public final class UdpSource implements Source {
    private static final long LOOK_MS = 500;
    private static final long TELL_LOSS_MS = 5_000;

    private final Clock clock;
    private final Receiver receiver;
    private final DatagramQueue queue;
    private final SocketDrops socketDrops;
    private final EarlySets early;
    private final NetflowDecoder decoder = new NetflowDecoder();
    private final SequenceGaps gaps = new SequenceGaps();
    private long toldMs;

    /**
     * Binds the port, so that nothing is lost from here on.
     *
     * @throws IOException if the port cannot be had
     */
    public UdpSource(UdpSettings settings, CollectorMetrics metrics, Clock clock) throws IOException {
        this.clock = clock;
        this.queue = new DatagramQueue(settings.queueBytes());
        this.receiver = Receiver.bind(settings, queue);
        this.socketDrops = new SocketDrops(receiver.address().getPort());
        this.early = new EarlySets(settings.heldBytes(), settings.heldFor());
        this.toldMs = clock.millis();
        MeterRegistry registry = metrics.registry();
        registry.gauge("weir.collector.udp.queue.bytes", queue, DatagramQueue::bytes);
        registry.more().counter("weir.collector.udp.datagrams", List.of(), receiver, Receiver::received);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return receiver.address();
    }

    @Override
    public String name() {
        return "udp";
    }

    @Override
    public void run(Intake intake) throws IOException, InterruptedException {
        receiver.start();
        while (!queue.isDone()) {
            Datagram datagram = queue.take(LOOK_MS);
            if (datagram != null) {
                new Reading(datagram, intake).read();
            }
            tellLosses(intake);
        }
        tell(intake);
        intake.flush();
        receiver.failure();
    }

    @Override
    public void stop() {
        receiver.close();
    }

    @Override
    public Optional<String> problem() {
        return queue.isDone() ? Optional.of("nothing is listened to") : Optional.empty();
    }

    private void tellLosses(Intake intake) throws InterruptedException {
        if (clock.millis() - toldMs >= TELL_LOSS_MS) {
            tell(intake);
        }
    }

    /** Losses are told together, because there would be as many as datagrams otherwise. */
    private void tell(Intake intake) throws InterruptedException {
        long now = clock.millis();
        early.expire(now);
        tell(Losses.UDP_SOCKET, socketDrops.takeDropped(), now, intake);
        tell(Losses.UDP_QUEUE, queue.takeDropped(), now, intake);
        tell(Losses.UDP_TEMPLATE, early.takeLost(), now, intake);
        toldMs = now;
    }

    private void tell(String where, long count, long now, Intake intake) throws InterruptedException {
        if (count > 0) {
            // Which exporter lost them, and in which version, nobody can tell; IPFIX stands for all.
            intake.flow(Losses.of(where, SourceFormat.IPFIX, count, toldMs, now));
        }
    }

    /** One datagram, and what waited for the templates that it brings. */
    private final class Reading implements NetflowSink {
        private final Datagram datagram;
        private final Intake intake;
        private final List<FlowEvent> flows = new ArrayList<>();
        private final List<DeadLetter> letters = new ArrayList<>();
        private final List<TemplateKey> learned = new ArrayList<>();
        private @Nullable EarlySet rereading;

        Reading(Datagram datagram, Intake intake) {
            this.datagram = datagram;
            this.intake = intake;
        }

        private void read() throws InterruptedException {
            decoder.decode(datagram.exporter(), datagram.bytes(), 0, datagram.bytes().length, this);
            for (TemplateKey template : learned) {
                for (EarlySet set : early.release(template)) {
                    rereading = set;
                    decoder.decode(set, this);
                }
            }
            for (FlowEvent flow : flows) {
                intake.flow(flow);
            }
            for (DeadLetter letter : letters) {
                intake.dead(letter);
            }
        }

        @Override
        public void flow(FlowEvent event) {
            flows.add(event);
        }

        @Override
        public void bad(BadRecord bad) {
            byte[] bytes = rereading == null ? datagram.bytes() : rereading.bytes();
            int from = rereading == null ? bad.offset() : Math.max(0, bad.offset() - rereading.offset());
            int length = Math.max(0, Math.min(bad.length(), bytes.length - from));
            Exporter exporter = datagram.exporter();
            letters.add(DeadLetter.newBuilder()
                    .setBytes(length == 0 ? ByteString.EMPTY : ByteString.copyFrom(bytes, from, length))
                    .setReason(bad.reason().name())
                    .setDetail(bad.detail())
                    .setDecoder("netflow/ipfix")
                    .setTopic("udp://" + exporter.address() + ":" + exporter.port())
                    .setPosition(bad.offset())
                    .setTimestampMs(clock.millis())
                    .build());
        }

        @Override
        public void early(EarlySet set) {
            early.hold(set, clock.millis());
        }

        @Override
        public void learned(TemplateKey template) {
            learned.add(template);
        }

        @Override
        public void message(Message message) {
            gaps.after(message).ifPresent(flows::add);
        }
    }
}
