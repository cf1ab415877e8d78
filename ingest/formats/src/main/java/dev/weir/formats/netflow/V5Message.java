package dev.weir.formats.netflow;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.netflow.NetflowDecoder.Place;
import dev.weir.formats.wire.Numbers;

/** One message of NetFlow v5, whose layout Cisco's "NetFlow Export Datagram Format" gives: a header, 1 to 30 records. */
final class V5Message {
    private static final int HEADER = 24;
    private static final int RECORD = 48;
    private static final int MOST_RECORDS = 30;
    private static final int SAMPLING_INTERVAL = 0x3FFF;
    private static final long SECOND_NS = 1_000_000_000L;

    /** The record as a template: every field with its offset, in their order. */
    private static final Template TEMPLATE = template();

    private final Templates templates;
    private final RecordTeller records;
    private final Place place;
    private final byte[] bytes;

    V5Message(Templates templates, RecordTeller records, Place place) {
        this.templates = templates;
        this.records = records;
        this.place = place;
        this.bytes = place.bytes();
    }

    int read(int at) {
        if (place.end() - at < HEADER) {
            place.complaints().bad(Reason.TRUNCATED, "a message shorter than its header", at, place.end());
            return -1;
        }
        int count = Numbers.uint16(bytes, at + 2);
        if (count < 1 || count > MOST_RECORDS) {
            place.complaints().bad(Reason.BAD_FIELD, "a message of " + count + " records", at, place.end());
            return -1;
        }
        int end = at + HEADER + count * RECORD;
        if (end > place.end()) {
            place.complaints().bad(Reason.TRUNCATED, "a message that ends early", at, place.end());
        }
        Header header = header(at);
        Domain domain = templates.domain(place.exporter(), Version.V5, header.domain());
        domain.sampling().learnOfAll(Numbers.uint16(bytes, at + 22) & SAMPLING_INTERVAL);
        int whole = Math.min(count, (place.end() - at - HEADER) / RECORD);
        int first = at + HEADER;
        records.tell(TEMPLATE, domain, header, bytes, first, first + whole * RECORD, place.sink(), place.complaints());
        place.sink().message(header.message(count, whole, 0, 0, 0));
        return end > place.end() ? -1 : end;
    }

    private Header header(int at) {
        return new Header(
                place.exporter(),
                Version.V5,
                Numbers.uint16(bytes, at + 20),
                Numbers.uint32(bytes, at + 16),
                Numbers.uint32(bytes, at + 8) * SECOND_NS + Numbers.uint32(bytes, at + 12) % SECOND_NS,
                Numbers.uint32(bytes, at + 4));
    }

    private static Template template() {
        Template.Steps steps = new Template.Steps(16, true);
        steps.read(Element.SOURCE_IPV4_ADDRESS, 4);
        steps.read(Element.DESTINATION_IPV4_ADDRESS, 4);
        steps.skip(8); // next hop, interfaces
        steps.read(Element.PACKET_DELTA_COUNT, 4);
        steps.read(Element.OCTET_DELTA_COUNT, 4);
        steps.read(Element.FLOW_START_SYS_UP_TIME, 4);
        steps.read(Element.FLOW_END_SYS_UP_TIME, 4);
        steps.read(Element.SOURCE_TRANSPORT_PORT, 2);
        steps.read(Element.DESTINATION_TRANSPORT_PORT, 2);
        steps.skip(1);
        steps.read(Element.TCP_CONTROL_BITS, 1);
        steps.read(Element.PROTOCOL_IDENTIFIER, 1);
        steps.skip(9); // type of service, autonomous systems, masks
        return steps.template(new byte[0], false);
    }
}
