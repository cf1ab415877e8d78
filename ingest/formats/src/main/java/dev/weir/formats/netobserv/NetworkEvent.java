package dev.weir.formats.netobserv;

import dev.weir.formats.json.Fields;
import dev.weir.formats.json.Scalars;
import dev.weir.v1.Direction;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An element of {@code NetworkEvents}: an access list of OVN-Kubernetes that decided over a packet of the flow. */
final class NetworkEvent {

    private static final Fields<NetworkEvent> FIELDS = Fields.<NetworkEvent>of()
            .word("Feature", (event, value) -> event.feature = value)
            .word("Type", (event, value) -> event.hit.setKind(value))
            .word("Namespace", (event, value) -> event.hit.setNamespace(value))
            .word("Name", (event, value) -> event.hit.setName(value))
            .word("Action", (event, value) -> event.action(value))
            .word("Direction", (event, value) -> event.direction(value))
            .build();

    private final PolicyHit.Builder hit = PolicyHit.newBuilder();
    private String feature = "";

    private NetworkEvent() {}

    /** What is no object is some other program's and passed over. */
    static void read(RawFlow flow, JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            flow.extras.put("NetworkEvents", Scalars.word(in));
            return;
        }
        NetworkEvent event = new NetworkEvent();
        FIELDS.read(in, event);
        if (event.feature.isEmpty() || event.feature.equals("acl")) {
            flow.policies.add(event.hit.build());
        }
    }

    /** An event whose words are in a map, as the agent itself sends them. */
    static void add(RawFlow flow, Map<String, String> words) {
        NetworkEvent event = new NetworkEvent();
        event.feature = words.getOrDefault("Feature", "");
        event.hit
                .setKind(words.getOrDefault("Type", ""))
                .setNamespace(words.getOrDefault("Namespace", ""))
                .setName(words.getOrDefault("Name", ""));
        event.action(words.getOrDefault("Action", ""));
        event.direction(words.getOrDefault("Direction", ""));
        if (event.feature.equals("acl")) {
            flow.policies.add(event.hit.build());
        }
    }

    private void action(String word) {
        hit.setAction(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "allow", "allow-related", "allow-stateless" -> PolicyAction.ACTION_ALLOW;
                    case "drop", "reject" -> PolicyAction.ACTION_DENY;
                    case "pass" -> PolicyAction.ACTION_PASS;
                    default -> PolicyAction.ACTION_UNSPECIFIED;
                });
        hit.setRaw(word);
    }

    private void direction(String word) {
        hit.setDirection(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "ingress" -> Direction.DIRECTION_INGRESS;
                    case "egress" -> Direction.DIRECTION_EGRESS;
                    default -> Direction.DIRECTION_UNSPECIFIED;
                });
    }
}
