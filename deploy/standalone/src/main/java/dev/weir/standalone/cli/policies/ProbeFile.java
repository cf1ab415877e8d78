package dev.weir.standalone.cli.policies;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.standalone.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file of connections to judge, one JSON object a line. */
final class ProbeFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PROBLEMS = 20;

    private final Path file;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** A line: what was written, and what it means. */
    record Line(int number, ObjectNode written, Probe probe) {}

    private ProbeFile(Path file) {
        this.file = file;
    }

    /**
     * @throws BadInput if a line is no probe; the message names every such line, up to 20
     */
    static List<Line> read(Path file) {
        if (!file.equals(Path.of("-")) && !Files.isRegularFile(file)) {
            throw new BadInput("--probes '" + file + "' is no file; give one JSON object a line, like "
                    + "{\"from\":\"shop/web-0\",\"to\":\"ip:8.8.8.8\",\"port\":443,\"protocol\":\"TCP\"}");
        }
        ProbeFile reading = new ProbeFile(file);
        int number = 0;
        for (String line : (Iterable<String>) ObjectFiles.text(file).lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                reading.add(number, line);
            }
        }
        if (!reading.problems.isEmpty()) {
            throw new BadInput(String.join("\n", reading.problems));
        }
        return reading.lines;
    }

    private void add(int number, String line) {
        if (problems.size() >= MOST_PROBLEMS) {
            return;
        }
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                lines.add(new Line(number, object, probe(object)));
                return;
            }
            problem(number, "is no JSON object");
        } catch (JacksonException e) {
            problem(number, "is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            problem(number, e.getMessage());
        }
    }

    private void problem(int number, @Nullable String what) {
        problems.add(file + ": line " + number + ": " + what);
    }

    private static Probe probe(ObjectNode object) {
        return new Probe(party(object, "from"), party(object, "to"), port(object), protocol(object));
    }

    private static Party party(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" " + shown(value) + "; write ns/pod, ip:ADDRESS or node:NAME");
        }
        try {
            return Party.parse(value.asString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + field + "\": " + e.getMessage(), e);
        }
    }

    private static int port(ObjectNode object) {
        JsonNode value = object.path("port");
        boolean valid = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.asInt() >= Ports.LOWEST
                && value.asInt() <= Ports.HIGHEST;
        if (!valid) {
            throw new IllegalArgumentException("\"port\" " + shown(value) + "; write a number from 1 to 65535");
        }
        return value.asInt();
    }

    /** A probe without a protocol is about TCP, as a port of a policy is. */
    private static Protocol protocol(ObjectNode object) {
        JsonNode value = object.path("protocol");
        if (value.isMissingNode()) {
            return Protocol.TCP;
        }
        return Arrays.stream(Protocol.values())
                .filter(it -> value.isString() && it.name().equals(value.asString()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"protocol\" " + shown(value) + "; write TCP, UDP or SCTP"));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "is missing" : "is " + value;
    }
}
