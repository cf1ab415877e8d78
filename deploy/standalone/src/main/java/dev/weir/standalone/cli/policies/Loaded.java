package dev.weir.standalone.cli.policies;

import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.ClusterParser;
import dev.weir.policy.parse.Parsed;
import dev.weir.policy.parse.Parsed.Accepted;
import dev.weir.policy.parse.Parsed.Rejected;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import dev.weir.policy.parse.SnapshotPart;
import dev.weir.standalone.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads snapshots and policies from files; what is wrong in any of them is told at once, with file and line. */
final class Loaded {

    private Loaded() {}

    /**
     * @throws BadInput if a file cannot be used, or two files hold two versions of one object
     */
    static Snapshot snapshot(Path path, String option) {
        List<SnapshotPart> parts = parse(path, option, ClusterParser::parsePart);
        try {
            return SnapshotPart.join(parts);
        } catch (IllegalArgumentException e) {
            throw new BadInput(option + " '" + path + "': " + e.getMessage()
                    + " with different contents; leave out the one that is not in force");
        }
    }

    /**
     * @throws BadInput if a file cannot be used, or two files hold a policy of the same name
     */
    static LoadedPolicies policies(Path path, String option) {
        LoadedPolicies.Builder all = new LoadedPolicies.Builder();
        List<ObjectFiles.Text> texts = ObjectFiles.read(path, option);
        List<PolicySet> sets = parse(texts, PolicyParser::parse);
        for (int i = 0; i < texts.size(); i++) {
            all.add(texts.get(i), sets.get(i));
        }
        LoadedPolicies policies = all.build();
        if (policies.set().policies().isEmpty()
                && policies.set().clusterPolicies().isEmpty()) {
            System.err.println("weir: warning: " + option + " '" + path + "' holds no policy");
        }
        return policies;
    }

    private static <T> List<T> parse(Path path, String option, Function<String, Parsed<T>> parser) {
        return parse(ObjectFiles.read(path, option), parser);
    }

    private static <T> List<T> parse(List<ObjectFiles.Text> texts, Function<String, Parsed<T>> parser) {
        List<T> values = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ObjectFiles.Text text : texts) {
            Parsed<T> parsed = parser.apply(text.content());
            if (parsed instanceof Accepted<T> accepted) {
                values.add(accepted.value());
                accepted.warnings()
                        .forEach(warning -> System.err.println("weir: warning: " + text.name() + ": " + warning));
            } else {
                ((Rejected<T>) parsed).problems().forEach(problem -> problems.add(text.name() + ": " + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInput(String.join("\n", problems));
        }
        return values;
    }
}
