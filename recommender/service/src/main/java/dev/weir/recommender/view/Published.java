package dev.weir.recommender.view;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a published recommendation says, as far as the folder and its report need it. Fields that this version does not
 * know are left alone.
 *
 * @param cluster cluster of the workload
 * @param namespace its namespace
 * @param kind its kind, for example {@code Deployment}
 * @param name its name
 * @param status how far the recommendation is, in the words of {@code RecommendationStatus}
 * @param yaml the policy, one document or several, or empty when there is none
 * @param defaultDenyYaml what closes the rest, where that is apart
 * @param ingressTriples pod, peer and port triples allowed into it beyond those observed; at least 0
 * @param egressTriples the same out of it
 * @param acceptedEdges edges that the policy has to admit
 * @param admittedEdges edges that it does admit
 * @param heldEdges edges of the workload that make no rule
 * @param warnings sentences for a person
 * @param generation grows with every change, at least 0
 */
public record Published(
        String cluster,
        String namespace,
        String kind,
        String name,
        String status,
        Optional<String> yaml,
        Optional<String> defaultDenyYaml,
        long ingressTriples,
        long egressTriples,
        long acceptedEdges,
        long admittedEdges,
        int heldEdges,
        List<String> warnings,
        long generation) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the list. */
    public Published {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a value of the topic of recommendations.
     *
     * @throws tools.jackson.core.JacksonException if the bytes are no JSON
     * @throws IllegalArgumentException if a field that every recommendation has is missing, with its name
     */
    public static Published parse(byte[] json) {
        JsonNode root = JSON.readTree(json);
        JsonNode subject = root.path("subject");
        JsonNode surplus = root.path("surplus");
        JsonNode replay = root.path("replay");
        return new Published(
                text(root, "cluster"),
                text(subject, "namespace"),
                text(subject, "kind"),
                text(subject, "name"),
                text(root, "status"),
                yaml(root, "yaml"),
                yaml(root, "defaultDenyYaml"),
                surplus.path("ingressTriples").asLong(0),
                surplus.path("egressTriples").asLong(0),
                replay.path("acceptedEdges").asLong(0),
                replay.path("admitted").asLong(0),
                root.path("held").size(),
                root.path("warnings").valueStream().map(JsonNode::asString).toList(),
                generation(root.path("generation")));
    }

    private static Optional<String> yaml(JsonNode root, String field) {
        return Optional.of(root.path(field).asString("")).filter(yaml -> !yaml.isBlank());
    }

    /** Whether anything is proposed. */
    public boolean hasPolicy() {
        return yaml.isPresent() || defaultDenyYaml.isPresent();
    }

    /** Whether a policy is proposed for a workload that nobody was seen to talk to, and that talked to nobody. */
    public boolean isWithoutTraffic() {
        return hasPolicy() && acceptedEdges == 0 && heldEdges == 0;
    }

    /** Whether the policy admits every edge that it has to admit. */
    public boolean passedReplay() {
        return admittedEdges == acceptedEdges;
    }

    /** Triples that the policy allows beyond the observed ones, both ways. */
    public long surplusTriples() {
        return ingressTriples + egressTriples;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("the recommendation has no text in field \"" + field + "\"");
        }
        return value.stringValue();
    }

    private static long generation(JsonNode value) {
        // A 64-bit number may stand as text, as in the JSON form of Protobuf.
        long generation = value.asLong(-1);
        if (generation < 0) {
            throw new IllegalArgumentException(
                    "the recommendation's generation is \"" + value.asString("") + "\", not a number from 0");
        }
        return generation;
    }
}
