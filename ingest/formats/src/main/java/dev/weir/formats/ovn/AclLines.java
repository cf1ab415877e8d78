package dev.weir.formats.ovn;

import dev.weir.formats.json.LineReader;
import dev.weir.formats.json.LineRecords;
import dev.weir.formats.json.RecordReader;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code TIME|NUMBER|acl_log(THREAD)|LEVEL|name="NAME", verdict=WORD, severity=WORD, direction=WORD: FLOW}, where the flow is
 * as Open vSwitch prints one: a protocol and {@code name=value} pairs between commas.
 */
public final class AclLines implements LineReader {
    private static final String MODULE = "|acl_log(";

    public static RecordReader reader() {
        return new LineRecords(SourceFormat.OVN_ACL, AclLines::new);
    }

    @Override
    public @Nullable FlowEvent read(String line) {
        int module = line.indexOf(MODULE);
        int list = module < 0 ? -1 : line.indexOf("|name=", module);
        int flow = list < 0 ? -1 : line.indexOf(": ", list);
        if (flow < 0) {
            return null;
        }
        Map<String, String> told = new HashMap<>();
        pairs(line.substring(list + 1, flow), told);
        pairs(line.substring(flow + 2), told);
        told.put("protocol", firstWord(line.substring(flow + 2)));
        return AclEvents.of(time(line), told);
    }

    /** The time stands at the start, or behind what a system log has put before it. */
    private static String time(String line) {
        String before = line.substring(0, line.indexOf('|'));
        return before.substring(before.lastIndexOf(' ') + 1);
    }

    private static void pairs(String text, Map<String, String> told) {
        for (int from = 0; from < text.length(); ) {
            int equals = text.indexOf('=', from);
            int comma = text.indexOf(',', from);
            if (equals < 0) {
                return;
            }
            if (comma >= 0 && comma < equals) {
                from = comma + 1;
                continue;
            }
            from = pair(text, from, equals, told);
        }
    }

    /** A name between quotes may have commas in it. */
    private static int pair(String text, int from, int equals, Map<String, String> told) {
        boolean quoted = text.startsWith("\"", equals + 1);
        int quote = quoted ? text.indexOf('"', equals + 2) : -1;
        int comma = text.indexOf(',', Math.max(equals, quote));
        int end = comma < 0 ? text.length() : comma;
        String value = quote < 0 ? text.substring(equals + 1, end) : text.substring(equals + 2, quote);
        told.put(text.substring(from, equals).strip(), value.strip());
        return end + 1;
    }

    private static String firstWord(String flow) {
        int comma = flow.indexOf(',');
        return comma < 0 ? flow : flow.substring(0, comma);
    }
}
