package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The repository's own recording of pmacctd: each row is accounted for as a reader of the JSON tree accounts for it. */
class PmacctRecordingTest {
    private static final ObjectMapper TREE = new ObjectMapper();

    @Test
    void everyRowIsWhatTheTreeSays() {
        List<String> rows = Samples.ownLines("deploy/lab/recording/flows.pmacct.jsonl");

        for (String row : rows) {
            JsonNode tree = TREE.readTree(row);
            FlowEvent event = Decoded.from(Format.PMACCT_JSON, row).only();
            Observation seen = event.getObservation();
            boolean tcp = tree.path("ip_proto").asString().equals("tcp");
            int flags = Integer.parseInt(tree.path("tcp_flags").asString());
            boolean client = tcp && (flags & 2) != 0 && (flags & 16) == 0;
            assertThat(seen.getPackets()).isEqualTo(tree.path("packets").asLong());
            assertThat(seen.getBytes()).isEqualTo(tree.path("bytes").asLong());
            assertThat(seen.getIpProtocol() == 6).isEqualTo(tcp);
            assertThat(seen.getOrientation())
                    .isEqualTo(client ? Orientation.SOURCE_IS_CLIENT : Orientation.ORIENTATION_UNKNOWN);
            assertThat(seen.getEndNs()).isGreaterThanOrEqualTo(seen.getStartNs());
            assertThat(event.getEventTimeNs()).isPositive();
        }
    }
}
