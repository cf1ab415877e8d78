package dev.weir.traffic.admission;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one file, in the order in which it was found. */
final class Problems {
    private final String file;
    private final List<String> all = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /** @param line from 1; 0 = the whole file */
    void add(int line, String problem) {
        all.add(file + (line > 0 ? ":" + line : "") + ": " + problem);
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
