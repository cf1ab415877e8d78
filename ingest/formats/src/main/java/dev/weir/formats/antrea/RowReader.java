package dev.weir.formats.antrea;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.LineReader;
import dev.weir.formats.json.Texts;
import dev.weir.v1.FlowEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the CSV that the flow aggregator uploads: no header, labels between single quotes, columns in the order of
 * {@code writeRecord} in {@code pkg/flowaggregator/s3uploader}. Newer versions add columns at the end.
 */
final class RowReader implements LineReader {
    private static final int COLUMNS = 53;
    private static final int MOST_COLUMNS = 80;

    @Override
    public @Nullable FlowEvent read(String line) {
        List<String> row = columns(line);
        if (row.size() < COLUMNS || !isSeconds(row.get(0)) || !isSeconds(row.get(1))) {
            return null;
        }
        RawFlow flow = new RawFlow();
        tuple(row, flow);
        counters(row.subList(10, 18), flow);
        ends(row, flow);
        service(row, flow);
        policy(row.subList(28, 33), flow.ingress);
        policy(row.subList(33, 38), flow.egress);
        flow.tcpState = row.get(38);
        flow.flowType = (int) number(row.get(39), 255);
        flow.source.labels = Labels.read(row.get(40));
        flow.destination.labels = Labels.read(row.get(41));
        return FlowEvents.of(flow);
    }

    private static void tuple(List<String> row, RawFlow flow) {
        flow.startSeconds = number(row.get(0), Long.MAX_VALUE);
        flow.endSeconds = number(row.get(1), Long.MAX_VALUE);
        flow.sourceNodeSeconds = number(row.get(2), Long.MAX_VALUE);
        flow.destinationNodeSeconds = number(row.get(3), Long.MAX_VALUE);
        flow.source.ip = address(row.get(5));
        flow.destination.ip = address(row.get(6));
        flow.source.port = (int) number(row.get(7), 0xFFFF);
        flow.destination.port = (int) number(row.get(8), 0xFFFF);
        flow.protocol = (int) number(row.get(9), 255);
    }

    private static void counters(List<String> row, RawFlow flow) {
        flow.total.packets = number(row.get(0), Long.MAX_VALUE);
        flow.total.bytes = number(row.get(1), Long.MAX_VALUE);
        flow.delta.packets = number(row.get(2), Long.MAX_VALUE);
        flow.delta.bytes = number(row.get(3), Long.MAX_VALUE);
        flow.total.packetsBack = number(row.get(4), Long.MAX_VALUE);
        flow.total.bytesBack = number(row.get(5), Long.MAX_VALUE);
        flow.delta.packetsBack = number(row.get(6), Long.MAX_VALUE);
        flow.delta.bytesBack = number(row.get(7), Long.MAX_VALUE);
    }

    private static void ends(List<String> row, RawFlow flow) {
        flow.source.podName = row.get(18);
        flow.source.podNamespace = row.get(19);
        flow.source.nodeName = row.get(20);
        flow.destination.podName = row.get(21);
        flow.destination.podNamespace = row.get(22);
        flow.destination.nodeName = row.get(23);
    }

    /** The second of the addresses is the service's; the first its cluster address, which is deprecated. */
    private static void service(List<String> row, RawFlow flow) {
        String address = row.get(25).isEmpty() ? row.get(24) : row.get(25);
        flow.service.setIp(address(address)).setPortName(row.get(27));
        long port = number(row.get(26), 0xFFFF);
        if (port > 0) {
            flow.service.setPort((int) port);
        }
    }

    private static void policy(List<String> row, RawPolicy policy) {
        policy.name = row.get(0);
        policy.namespace = row.get(1);
        policy.rule = row.get(2);
        policy.action = (int) number(row.get(3), 255);
        policy.type = (int) number(row.get(4), 255);
    }

    private static boolean isSeconds(String text) {
        return text.length() == 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String text, long most) {
        return text.isEmpty() ? 0 : Texts.number(text, text, most);
    }

    private static ByteString address(String text) {
        return Texts.address(text, text);
    }

    private static List<String> columns(String line) {
        List<String> columns = new ArrayList<>();
        int from = 0;
        while (from <= line.length() && columns.size() < MOST_COLUMNS) {
            boolean quoted = from < line.length() && line.charAt(from) == '\'';
            int quote = quoted ? line.indexOf('\'', from + 1) : -1;
            int comma = line.indexOf(',', Math.max(from, quote + 1));
            int to = comma < 0 ? line.length() : comma;
            columns.add(quote < 0 ? line.substring(from, to) : line.substring(from + 1, quote));
            from = to + 1;
        }
        return columns;
    }
}
