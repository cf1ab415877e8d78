package dev.weir.formats.hubble;

import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import dev.weir.v1.LossNotice;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code lost_events}: a ring buffer or queue was full. A bare number is a count without a place. */
final class LostEventsReader {

    private enum Field {
        SOURCE("source"),
        NUM_EVENTS_LOST("num_events_lost"),
        FIRST("first"),
        LAST("last");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    private LostEventsReader() {}

    static LossNotice read(JsonParser in) {
        LossNotice.Builder loss = LossNotice.newBuilder();
        if (in.currentToken() == JsonToken.START_OBJECT) {
            FIELDS.read(in, (field, at) -> field(field, at, loss));
            return loss.build();
        }
        return loss.setCount(Scalars.uint64(in)).build();
    }

    private static void field(Field field, JsonParser in, LossNotice.Builder loss) {
        switch (field) {
            case SOURCE -> loss.setWhere(source(Scalars.word(in)));
            case NUM_EVENTS_LOST -> loss.setCount(Scalars.uint64(in));
            case FIRST -> loss.setFirstNs(FlowReader.time(in));
            case LAST -> loss.setLastNs(FlowReader.time(in));
        }
    }

    private static String source(String word) {
        return switch (word) {
            case "0" -> "UNKNOWN_LOST_EVENT_SOURCE";
            case "1" -> "PERF_EVENT_RING_BUFFER";
            case "2" -> "OBSERVER_EVENTS_QUEUE";
            case "3" -> "HUBBLE_RING_BUFFER";
            default -> word;
        };
    }
}
