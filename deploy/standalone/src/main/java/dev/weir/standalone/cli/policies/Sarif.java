package dev.weir.standalone.cli.policies;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weir.standalone.cli.policies.LoadedPolicies.Place;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change. */
final class Sarif {

    private Sarif() {}

    /** A finding before it is written. */
    record Finding(String rule, Level level, String message, String subject, Optional<Place> place) {}

    /** How bad it is; the names are SARIF's. */
    enum Level {
        note,
        warning,
        error
    }

    record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

    record Run(Tool tool, List<Result> results) {}

    record Tool(Driver driver) {}

    record Driver(String name, List<Rule> rules) {}

    record Rule(String id) {}

    record Result(String ruleId, Level level, Message message, List<Location> locations) {}

    record Message(String text) {}

    record Location(
            @JsonInclude(Include.NON_ABSENT) Optional<PhysicalLocation> physicalLocation,
            List<LogicalLocation> logicalLocations) {}

    record PhysicalLocation(
            ArtifactLocation artifactLocation,
            @JsonInclude(Include.NON_ABSENT) Optional<Region> region) {}

    record Region(int startLine) {}

    record ArtifactLocation(String uri) {}

    record LogicalLocation(String fullyQualifiedName) {}

    static Log of(List<Finding> findings) {
        List<Rule> rules = new TreeSet<>(findings.stream().map(Finding::rule).toList())
                .stream().map(Rule::new).toList();
        List<Result> results = findings.stream()
                .map(it -> new Result(it.rule(), it.level(), new Message(it.message()), locations(it)))
                .toList();
        return new Log(
                "https://json.schemastore.org/sarif-2.1.0.json",
                "2.1.0",
                List.of(new Run(new Tool(new Driver("weir", rules)), results)));
    }

    /** What stands in no file can still be named. */
    private static List<Location> locations(Finding finding) {
        return List.of(
                new Location(finding.place().map(Sarif::physical), List.of(new LogicalLocation(finding.subject()))));
    }

    private static PhysicalLocation physical(Place place) {
        Optional<Region> region =
                place.line().isPresent() ? Optional.of(new Region(place.line().getAsInt())) : Optional.empty();
        return new PhysicalLocation(new ArtifactLocation(place.file().replace('\\', '/')), region);
    }
}
