package dev.weir.formats.calico;

import dev.weir.formats.json.Extras;
import dev.weir.v1.PolicyHit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as it was there, of either kind; empty, null and -1 are absent. */
final class RawFlow {
    static final int ABSENT = -1;

    final RawEnd source = new RawEnd();
    final RawEnd destination = new RawEnd();
    String protocol = "";
    private boolean bySource;
    private boolean byDestination;
    private boolean inTransit;
    String action = "";
    String host = "";
    long startSeconds;
    long endSeconds;

    /** Where no window is told: when the record was written. */
    long writtenMs;

    /** To the reporter and from it, which is the source or the destination. */
    @Nullable
    Long packetsIn;

    @Nullable
    Long packetsOut;

    @Nullable
    Long bytesIn;

    @Nullable
    Long bytesOut;

    @Nullable
    Long connections;

    @Nullable
    Long connectionsStarted;

    final List<PolicyHit> enforced = new ArrayList<>();
    final List<PolicyHit> pending = new ArrayList<>();
    final Extras extras = new Extras();

    /** Whether the record is one of this kind. */
    boolean recognised;

    /** {@code src}, {@code dst}, {@code fwd}, two of them with a comma between, or Goldmane's number or name. */
    void reporter(String words) {
        for (String word : words.split(",", -1)) {
            switch (word.strip()) {
                case "src", "1", "Src" -> bySource = true;
                case "dst", "2", "Dst" -> byDestination = true;
                case "fwd" -> inTransit = true;
                default -> extras.put("reporter", words);
            }
        }
    }

    boolean isBySource() {
        return bySource;
    }

    boolean isByDestination() {
        return byDestination;
    }

    /** A host forwarded it and neither end is on it. */
    boolean isTransitOnly() {
        return inTransit && !bySource && !byDestination;
    }
}
