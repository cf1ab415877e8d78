package dev.weir.standalone.tongues;

import dev.weir.formats.Format;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An exporter that writes an object a record. */
record JsonTongue(Format format, Function<Conversation, Stream<ObjectNode>> records) implements Tongue {
    static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<byte[]> tell(List<Conversation> conversations) {
        return conversations.stream()
                .flatMap(records)
                .map(JSON::writeValueAsBytes)
                .toList();
    }

    /** Both directions of a conversation, as far as there are two. */
    static Stream<Boolean> directions(Conversation c) {
        return c.hasReply() ? Stream.of(false, true) : Stream.of(false);
    }
}
