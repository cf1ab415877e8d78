package dev.weir.formats.aws;

import dev.weir.formats.json.LineReader;
import dev.weir.formats.json.LineRecords;
import dev.weir.formats.json.RecordReader;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of a flow log; a header holds for the lines below it in the same text. */
public final class VpcLines implements LineReader {
    private static final int MOST_FIELDS = 100;

    private static final List<String> DEFAULT = List.of(
            "version",
            "account-id",
            "interface-id",
            "srcaddr",
            "dstaddr",
            "srcport",
            "dstport",
            "protocol",
            "packets",
            "bytes",
            "start",
            "end",
            "action",
            "log-status");

    private static final Set<String> ADDRESSES = Set.of("srcaddr", "dstaddr", "pkt-srcaddr", "pkt-dstaddr");
    private static final Set<String> ACTIONS = Set.of("ACCEPT", "REJECT", "-");
    private static final Set<String> STATUSES = Set.of("OK", "NODATA", "SKIPDATA");

    private @Nullable List<String> header;

    public static RecordReader reader() {
        return new LineRecords(SourceFormat.AWS_VPC, VpcLines::new);
    }

    @Override
    public @Nullable FlowEvent read(String line) {
        List<String> fields = List.of(line.split("\\s+", MOST_FIELDS));
        if (isHeader(fields)) {
            header = fields;
            return status("header");
        }
        List<String> names = header == null ? DEFAULT : header;
        boolean fits = fields.size() == names.size() && (header != null || isDefault(fields));
        return fits ? VpcEvents.of(named(names, fields)) : null;
    }

    static FlowEvent status(String what) {
        return VpcEvents.envelope()
                .setUnusable(Unusable.newBuilder()
                        .setReason(UnusableReason.PRODUCER_STATUS)
                        .setDetail(what))
                .build();
    }

    private static boolean isHeader(List<String> fields) {
        return fields.stream().anyMatch(ADDRESSES::contains) && fields.stream().allMatch(VpcLines::isName);
    }

    private static boolean isName(String field) {
        return field.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** Version 2 is the only one that the default format has. */
    private static boolean isDefault(List<String> fields) {
        return fields.get(0).equals("2") && ACTIONS.contains(fields.get(12)) && STATUSES.contains(fields.get(13));
    }

    /** A dash is for what does not apply or was not got. */
    private static Map<String, String> named(List<String> names, List<String> values) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).equals("-")) {
                named.put(names.get(i), values.get(i));
            }
        }
        return named;
    }
}
