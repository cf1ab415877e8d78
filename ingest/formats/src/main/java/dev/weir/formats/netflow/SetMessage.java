package dev.weir.formats.netflow;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.netflow.NetflowDecoder.Place;
import dev.weir.formats.wire.Numbers;
import java.util.Arrays;

/** One message of v9 (RFC 3954 §5) or IPFIX (RFC 7011 §3): a header, and sets of templates and of records. */
final class SetMessage {
    private static final int V9_HEADER = 20;
    private static final int IPFIX_HEADER = 16;
    private static final int SET_HEADER = 4;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Templates templates;
    private final RecordTeller records;
    private final Place place;
    private final byte[] bytes;
    private final Version version;
    private int flows;
    private int options;
    private int defined;
    private int early;

    SetMessage(Templates templates, RecordTeller records, Place place, Version version) {
        this.templates = templates;
        this.records = records;
        this.place = place;
        this.bytes = place.bytes();
        this.version = version;
    }

    int read(int at) {
        int headerLength = version == Version.IPFIX ? IPFIX_HEADER : V9_HEADER;
        if (place.end() - at < headerLength) {
            place.complaints().bad(Reason.TRUNCATED, "a message shorter than its header", at, place.end());
            return -1;
        }
        int end = place.end();
        if (version == Version.IPFIX) {
            int length = Numbers.uint16(bytes, at + 2);
            if (length < IPFIX_HEADER) {
                place.complaints().bad(Reason.BAD_FIELD, "message length " + length, at, end);
                return -1;
            }
            if (length > end - at) {
                place.complaints().bad(Reason.TRUNCATED, "a message that ends early", at, end);
            }
            end = Math.min(end, at + length);
        }
        Header header = version == Version.IPFIX ? ipfixHeader(at) : v9Header(at);
        Domain domain = templates.domain(place.exporter(), version, header.domain());
        int next = sets(header, domain, at + headerLength, end);
        place.sink().message(header.message(step(), flows, options, defined, early));
        return next;
    }

    /** v9 counts messages, IPFIX data records. */
    private int step() {
        if (version == Version.V9) {
            return 1;
        }
        return early > 0 ? -1 : flows + options;
    }

    private Header ipfixHeader(int at) {
        return new Header(
                place.exporter(),
                version,
                Numbers.uint32(bytes, at + 12),
                Numbers.uint32(bytes, at + 8),
                Numbers.uint32(bytes, at + 4) * SECOND_NS,
                Header.NO_UPTIME);
    }

    private Header v9Header(int at) {
        return new Header(
                place.exporter(),
                version,
                Numbers.uint32(bytes, at + 16),
                Numbers.uint32(bytes, at + 12),
                Numbers.uint32(bytes, at + 8) * SECOND_NS,
                Numbers.uint32(bytes, at + 4));
    }

    /** Reads the sets; returns where the message ends, which in v9 nothing but the next one's header tells. */
    private int sets(Header header, Domain domain, int from, int end) {
        int at = from;
        while (end - at >= SET_HEADER) {
            int id = Numbers.uint16(bytes, at);
            int length = Numbers.uint16(bytes, at + 2);
            if (version == Version.V9 && Version.of(id) != null) {
                return at;
            }
            if (length < SET_HEADER) {
                if (!Numbers.isAllZero(bytes, at, end)) {
                    place.complaints().bad(Reason.BAD_FIELD, "a set of " + length + " bytes", at, end);
                }
                return end;
            }
            if (length > end - at) {
                place.complaints().bad(Reason.TRUNCATED, "a set that ends early", at, end);
            }
            int setEnd = Math.min(end, at + length);
            set(id, header, domain, at, setEnd);
            at = setEnd;
        }
        return end;
    }

    private void set(int id, Header header, Domain domain, int at, int end) {
        int from = at + SET_HEADER;
        if (SetId.isTemplate(id, version) || SetId.isOptionsTemplate(id, version)) {
            define(header, domain, from, end, SetId.isOptionsTemplate(id, version));
        } else if (id < SetId.FIRST_OF_DATA) {
            place.complaints().bad(Reason.BAD_FIELD, "set number " + id + " is reserved", at, end);
        } else {
            data(id, header, domain, from, end);
        }
    }

    private void define(Header header, Domain domain, int from, int end, boolean ofOptions) {
        TemplateReader reader = new TemplateReader(templates, domain, version, bytes, new TemplateReader.Listener() {
            @Override
            public void learned(int id) {
                place.sink().learned(new TemplateKey(place.exporter(), version, header.domain(), id));
            }

            @Override
            public void bad(String detail, int badFrom, int badTo) {
                place.complaints().bad(Reason.BAD_FIELD, detail, badFrom, badTo);
            }
        });
        reader.read(from, end, ofOptions);
        defined += reader.count();
    }

    private void data(int id, Header header, Domain domain, int from, int end) {
        Template template = domain.template(id);
        if (template == null) {
            early++;
            TemplateKey key = new TemplateKey(place.exporter(), version, header.domain(), id);
            place.sink()
                    .early(new EarlySet(
                            key,
                            header.exportTimeNs(),
                            header.uptimeMs(),
                            Arrays.copyOfRange(bytes, from, end),
                            from - place.start()));
            return;
        }
        int count = records.tell(template, domain, header, bytes, from, end, place.sink(), place.complaints());
        if (template.isOptions()) {
            options += count;
        } else {
            flows += count;
        }
    }
}
