package dev.weir.formats.calico;

import dev.weir.formats.ip.IpProtocols;
import dev.weir.v1.MaskedField;
import java.util.ArrayList;
import java.util.List;

/** What Calico has aggregated away. */
final class MaskedEnds {

    private final List<MaskedField> masked = new ArrayList<>();

    private MaskedEnds() {}

    static List<MaskedField> of(RawFlow flow, int protocol) {
        MaskedEnds ends = new MaskedEnds();
        boolean ports = IpProtocols.hasPorts(protocol);
        ends.add(ports && flow.source.port == RawFlow.ABSENT, MaskedField.MASKED_SOURCE_PORT);
        ends.add(ports && flow.destination.port == RawFlow.ABSENT, MaskedField.MASKED_DESTINATION_PORT);
        ends.add(flow.source.ip.isEmpty(), MaskedField.MASKED_SOURCE_IP);
        ends.add(flow.destination.ip.isEmpty(), MaskedField.MASKED_DESTINATION_IP);
        ends.add(flow.source.isPodWithoutName() || flow.destination.isPodWithoutName(), MaskedField.MASKED_POD_NAME);
        return ends.masked;
    }

    private void add(boolean is, MaskedField field) {
        if (is) {
            masked.add(field);
        }
    }
}
