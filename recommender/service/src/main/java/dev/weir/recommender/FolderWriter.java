package dev.weir.recommender;

import dev.weir.recommender.out.PolicyFolder;
import dev.weir.recommender.out.ViewMark;
import dev.weir.recommender.out.Written;
import dev.weir.recommender.report.RunReport;
import dev.weir.recommender.view.View;
import dev.weir.recommender.view.ViewStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the folder to where the view is: the files first, then the mark that says so. */
final class FolderWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWriter.class);

    private final ViewStore store;
    private final PolicyFolder folder;
    private final Clock clock;
    private List<Written.Refusal> refused = List.of();
    private int policies;

    FolderWriter(ViewStore store, PolicyFolder folder, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.clock = clock;
    }

    /** Writes the files and the mark. */
    void files() throws IOException {
        try (View view = store.read()) {
            RunReport report = RunReport.of(view);
            Written written = folder.write(report.policies(), report.text());
            policies = written.policies();
            tell(written.refused());
            folder.mark(new ViewMark(view.offsets(), policies, clock.instant()));
        }
    }

    /** Writes the mark alone; right when nothing but offsets changed since the files were written. */
    void mark() throws IOException {
        try (View view = store.read()) {
            folder.mark(new ViewMark(view.offsets(), policies, clock.instant()));
        }
    }

    private void tell(List<Written.Refusal> now) {
        if (now.equals(refused)) {
            return;
        }
        refused = now;
        for (Written.Refusal refusal : now) {
            LOG.atWarn()
                    .setMessage("a policy was not written to the folder")
                    .addKeyValue("path", refusal.path())
                    .addKeyValue("reason", refusal.reason())
                    .log();
        }
    }
}
