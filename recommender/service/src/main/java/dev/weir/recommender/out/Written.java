package dev.weir.recommender.out;

import java.util.List;

/**
 * What a write did to the folder.
 *
 * @param policies policy files that are in the folder now
 * @param changed files whose bytes changed or that are new, the reports included
 * @param removed policy files that went
 * @param refused files that were not written, sorted; empty when all is well
 */
public record Written(int policies, int changed, int removed, List<Refusal> refused) {
    /** Copies the list. */
    public Written {
        refused = List.copyOf(refused);
    }

    /**
     * A file that was not written, because its name is none or its place leads out of the folder.
     *
     * @param path where it should have been, below the folder
     * @param reason why it is not there
     */
    public record Refusal(String path, String reason) {}
}
