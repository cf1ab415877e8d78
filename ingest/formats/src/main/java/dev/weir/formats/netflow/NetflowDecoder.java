package dev.weir.formats.netflow;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import dev.weir.formats.wire.Complaints;
import dev.weir.formats.wire.Numbers;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of any number of exporters. An instance serves one thread, because it keeps their templates.
 *
 * <p>Any bytes give flows, early sets or bad pieces, and never an exception of this class's own; only one that the sink
 * throws passes through. Memory is bounded whatever comes: {@link #statistics()} says how it is used.
 */
public final class NetflowDecoder {
    private final Templates templates = new Templates();
    private final RecordTeller records = new RecordTeller();
    private final Set<Version> versions;

    /** A decoder of all versions. */
    public NetflowDecoder() {
        this(EnumSet.allOf(Version.class));
    }

    NetflowDecoder(Set<Version> versions) {
        this.versions = versions;
    }

    /**
     * Reads a datagram, or several messages that follow one another.
     *
     * @param offset index of the first byte
     * @param length bytes; more than {@link Limits#VALUE_BYTES} is one bad piece
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}, which is the caller's mistake
     */
    public void decode(Exporter exporter, byte[] bytes, int offset, int length, NetflowSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!Limits.admit(length, sink)) {
            return;
        }
        Complaints complaints = new Complaints(sink, offset);
        messages(new Place(exporter, bytes, offset, offset + length, sink, complaints));
        complaints.end();
    }

    /** Reads a set that was early; early again if its template has gone in the meantime. */
    public void decode(EarlySet early, NetflowSink sink) {
        TemplateKey key = early.template();
        Domain domain = templates.domain(key.exporter(), key.version(), key.domain());
        Template template = domain.template(key.id());
        if (template == null) {
            sink.early(early);
            return;
        }
        byte[] bytes = early.bytes();
        Header header =
                new Header(key.exporter(), key.version(), key.domain(), 0, early.exportTimeNs(), early.uptimeMs());
        Complaints complaints = new Complaints(sink, -early.offset());
        records.tell(template, domain, header, bytes, 0, bytes.length, sink, complaints);
        complaints.end();
    }

    /** How many templates of how many exporters are held, and what became of the others. */
    public TemplateStatistics statistics() {
        return templates.statistics();
    }

    /**
     * @param end index behind the last byte
     */
    record Place(Exporter exporter, byte[] bytes, int start, int end, NetflowSink sink, Complaints complaints) {}

    private void messages(Place place) {
        int at = place.start();
        while (at >= 0 && at < place.end()) {
            @Nullable Version version = version(place, at);
            if (version == null) {
                return;
            }
            at = message(version, place, at);
        }
    }

    private @Nullable Version version(Place place, int at) {
        boolean first = at == place.start();
        Version version = place.end() - at < 2 ? null : Version.of(Numbers.uint16(place.bytes(), at));
        if (version != null && versions.contains(version)) {
            return version;
        }
        // Exporters fill a datagram up with zeros.
        if (first || !Numbers.isAllZero(place.bytes(), at, place.end())) {
            place.complaints().bad(Reason.WRONG_FORMAT, "no message of " + versions + " begins here", at, place.end());
        }
        return null;
    }

    /** Returns where the next message begins, or -1 if that cannot be known. */
    private int message(Version version, Place place, int at) {
        return version == Version.V5
                ? new V5Message(templates, records, place).read(at)
                : new SetMessage(templates, records, place, version).read(at);
    }
}
