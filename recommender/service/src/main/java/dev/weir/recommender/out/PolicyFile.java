package dev.weir.recommender.out;

/**
 * A policy as it is to lie in the folder.
 *
 * @param cluster cluster of the workload, the first folder
 * @param namespace its namespace, the second folder
 * @param workload its name, the file's name without {@code .yaml}; where workloads of two kinds have one name, their
 *     policies share the file as two documents
 * @param step when it is to be applied
 * @param yaml the file's text
 */
public record PolicyFile(String cluster, String namespace, String workload, Step step, String yaml) {

    /** Policies are applied in the order of the steps, and removed in the reverse. */
    public enum Step {
        /** What allows something. */
        ALLOW(""),
        /** What closes the rest; in a folder of its own, whose name no namespace can have. */
        DEFAULT_DENY(".default-deny");

        private final String folderEnding;

        Step(String folderEnding) {
            this.folderEnding = folderEnding;
        }

        String folderEnding() {
            return folderEnding;
        }
    }

    /** A policy that allows something. */
    public PolicyFile(String cluster, String namespace, String workload, String yaml) {
        this(cluster, namespace, workload, Step.ALLOW, yaml);
    }
}
