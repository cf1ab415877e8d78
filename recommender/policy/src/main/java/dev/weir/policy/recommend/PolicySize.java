package dev.weir.policy.recommend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether a policy is too long to be read, or nearly too large to be stored. */
final class PolicySize {

    /** A review of more lines than this finds less: about eight screens. */
    static final int MOST_LINES = 400;

    /**
     * Two thirds of the 1.5 MiB that etcd takes in one request ({@code --max-request-bytes}, 1572864 by default): what
     * the API server adds, managed fields foremost, needs room too.
     */
    static final int MOST_BYTES = 1 << 20;

    private PolicySize() {}

    /** A sentence for each limit that is passed. */
    static List<String> warnings(String yaml) {
        List<String> sentences = new ArrayList<>();
        long lines = yaml.lines().count();
        if (lines > MOST_LINES) {
            sentences.add("This policy is longer than " + MOST_LINES + " lines; a surplus of external addresses"
                    + " (--external-surplus), or labels that more peers share, would make it shorter.");
        }
        if (yaml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            sentences.add("This policy is larger than 1 MiB; the API server stores no object beyond 1.5 MiB.");
        }
        return sentences;
    }
}
