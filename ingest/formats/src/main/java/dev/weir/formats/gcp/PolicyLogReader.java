package dev.weir.formats.gcp;

import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** An entry of the log {@code policy-action}. Firewall logs are alike, but their dispositions are in capitals. */
public final class PolicyLogReader implements RecordReader {

    @Override
    public SourceFormat format() {
        return SourceFormat.GKE_POLICY;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawEntry entry = EntryFields.read(in, wrapping);
        boolean verdict = entry.disposition.equals("allow") || entry.disposition.equals("deny");
        return entry.connection && verdict ? EntryEvents.verdict(entry) : null;
    }
}
