package dev.weir.recommender.out;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Place of a policy below the folder. Every segment is a DNS-1123 name, so none is empty, starts with a dot or holds a
 * separator, and no two differ in case alone.
 */
final class PolicyPath {
    static final String SUFFIX = ".yaml";
    static final Set<String> REPORTS = Set.of("report.md", "report.json");

    // RFC 1123, section 2.1, as apimachinery's IsDNS1123Label and IsDNS1123Subdomain have it.
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern NAMESPACE = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_SUBDOMAIN = 253;
    // What a file system takes as one name (NAME_MAX of Linux), without the suffix.
    private static final int LONGEST_FILE_NAME = 255 - SUFFIX.length();

    private PolicyPath() {}

    static String of(PolicyFile file) {
        return file.cluster() + "/" + file.namespace() + file.step().folderEnding() + "/" + file.workload() + SUFFIX;
    }

    /** Why the file can have no place in the folder, or empty when it can. */
    static Optional<String> problem(PolicyFile file) {
        if (!matches(SUBDOMAIN, LONGEST_SUBDOMAIN, file.cluster())) {
            return Optional.of(
                    "cluster \"" + file.cluster() + "\" is no DNS-1123 subdomain; give the cluster one as its name");
        }
        if (REPORTS.contains(file.cluster())) {
            return Optional.of("cluster \"" + file.cluster() + "\" has the name of a report");
        }
        if (!matches(NAMESPACE, LONGEST_LABEL, file.namespace())) {
            return Optional.of("namespace \"" + file.namespace() + "\" is no DNS-1123 label");
        }
        if (!matches(SUBDOMAIN, LONGEST_FILE_NAME, file.workload())) {
            return Optional.of("workload \"" + file.workload() + "\" is no DNS-1123 subdomain of at most "
                    + LONGEST_FILE_NAME + " characters");
        }
        return Optional.empty();
    }

    /** Whether a line of a list of files names a policy's place; a list that somebody has edited leads nowhere else. */
    static boolean isPolicy(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != 3 || !parts[2].endsWith(SUFFIX)) {
            return false;
        }
        String denied = PolicyFile.Step.DEFAULT_DENY.folderEnding();
        String namespace =
                parts[1].endsWith(denied) ? parts[1].substring(0, parts[1].length() - denied.length()) : parts[1];
        String workload = parts[2].substring(0, parts[2].length() - SUFFIX.length());
        return problem(new PolicyFile(parts[0], namespace, workload, "")).isEmpty();
    }

    private static boolean matches(Pattern pattern, int longest, String text) {
        return text.length() <= longest && pattern.matcher(text).matches();
    }
}
