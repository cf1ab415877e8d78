package dev.weir.recommender.out;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A folder with the policies of a run: {@code CLUSTER/NAMESPACE/WORKLOAD.yaml}, and {@code report.md} and
 * {@code report.json} at its top. Default deny that is apart stands in {@code CLUSTER/NAMESPACE.default-deny}.
 *
 * <p>Only files whose bytes change are written, each in one step. Policy files that this class wrote before and that are
 * wanted no longer are removed; files of others are not touched. {@code .weir-files} lists what it wrote.
 *
 * <p>One process writes to a folder at a time.
 */
public final class PolicyFolder {
    /** Name of the list of the policy files that are ours, one path a line. */
    public static final String LIST = ".weir-files";

    private final SafeFolder folder;

    private PolicyFolder(SafeFolder folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, making it when it is missing.
     *
     * @throws IOException if it cannot be made, or is a file
     */
    public static PolicyFolder open(Path folder) throws IOException {
        return new PolicyFolder(new SafeFolder(folder));
    }

    /**
     * Makes the folder hold exactly these policies and this report.
     *
     * <p>A policy whose names are no file names, or whose place lies behind a symbolic link, is refused and reported in
     * the result; the others are written.
     *
     * @throws IOException if a file cannot be written, or if a report or the list of files is a symbolic link; what was
     *     written until then stays, and the next call goes on from there
     */
    public Written write(Collection<PolicyFile> policies, ReportText report) throws IOException {
        List<Written.Refusal> refused = new ArrayList<>();
        Map<String, String> wanted = texts(policies, refused);
        SortedSet<String> ours = list();
        // INVARIANT: every policy file of ours is in the list at any moment, so a kill leaves no file that nobody
        // removes.
        SortedSet<String> before = new TreeSet<>(ours);
        before.addAll(wanted.keySet());
        writeList(before);
        int changed = 0;
        for (Map.Entry<String, String> file : wanted.entrySet()) {
            changed += count(folder.write(file.getKey(), file.getValue()));
        }
        int removed = 0;
        for (String path : ours) {
            if (!wanted.containsKey(path) && folder.link(path).isEmpty()) {
                removed += count(folder.remove(path));
            }
        }
        changed += count(folder.write("report.md", report.markdown()));
        changed += count(folder.write("report.json", report.json()));
        writeList(new TreeSet<>(wanted.keySet()));
        refused.sort(Comparator.comparing(Written.Refusal::path));
        return new Written(wanted.size(), changed, removed, refused);
    }

    /**
     * Writes the mark that says what the folder reflects; see {@link ViewMark}.
     *
     * @throws IOException if it cannot be written
     */
    public void mark(ViewMark mark) throws IOException {
        folder.write(ViewMark.FILE, mark.json());
    }

    /**
     * Removes the mark, so that nobody takes that of an earlier run, perhaps of other topics, for one of this run.
     *
     * @throws IOException if it cannot be removed
     */
    public void unmark() throws IOException {
        folder.remove(ViewMark.FILE);
    }

    private Map<String, String> texts(Collection<PolicyFile> policies, List<Written.Refusal> refused) {
        Map<String, SortedSet<String>> byPath = new TreeMap<>();
        for (PolicyFile policy : policies) {
            String path = PolicyPath.of(policy);
            Optional<String> problem = PolicyPath.problem(policy).or(() -> behindLink(path));
            if (problem.isPresent()) {
                refused.add(new Written.Refusal(path, problem.get()));
                continue;
            }
            byPath.computeIfAbsent(path, key -> new TreeSet<>()).add(policy.yaml());
        }
        Map<String, String> texts = new TreeMap<>();
        byPath.forEach((path, documents) -> texts.put(path, joined(documents)));
        return texts;
    }

    private Optional<String> behindLink(String path) {
        return folder.link(path).map(link -> "\"" + link + "\" is a symbolic link, which is not followed; remove it");
    }

    private static String joined(SortedSet<String> documents) {
        if (documents.size() == 1) {
            return documents.first();
        }
        return documents.stream()
                .map(text -> text.startsWith("---") ? text : "---\n" + text)
                .map(text -> text.endsWith("\n") ? text : text + "\n")
                .collect(Collectors.joining());
    }

    private SortedSet<String> list() throws IOException {
        return folder.read(LIST).stream()
                .flatMap(String::lines)
                .filter(PolicyPath::isPolicy)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void writeList(SortedSet<String> paths) throws IOException {
        folder.write(LIST, paths.stream().map(path -> path + "\n").collect(Collectors.joining()));
    }

    private static int count(boolean happened) {
        return happened ? 1 : 0;
    }
}
