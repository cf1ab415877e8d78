package dev.weir.formats.hubble;

import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code node_status}, {@code agent_event}, {@code debug_event}: no traffic; their kind is kept as the detail. */
final class UnusableReader {

    private enum Field {
        STATE_CHANGE("state_change"),
        TYPE("type");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Members<Field> FIELDS = Members.of(Field.class, f -> f.member);

    private UnusableReader() {}

    static Unusable read(UnusableReason reason, JsonParser in) {
        Unusable.Builder unusable = Unusable.newBuilder().setReason(reason);
        if (in.currentToken() == JsonToken.START_OBJECT) {
            FIELDS.read(in, (field, at) -> unusable.setDetail(Scalars.word(at)));
        } else {
            in.skipChildren();
        }
        return unusable.build();
    }
}
