package dev.weir.formats.gcp;

import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Wrapping;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** An entry of the log {@code compute.googleapis.com/vpc_flows}. */
public final class VpcFlowReader implements RecordReader {

    @Override
    public SourceFormat format() {
        return SourceFormat.GCP_VPC;
    }

    @Override
    public @Nullable FlowEvent read(JsonParser in, Wrapping wrapping) {
        RawEntry entry = EntryFields.read(in, wrapping);
        boolean flow = entry.connection && !entry.reporter.isEmpty() && entry.disposition.isEmpty();
        return flow ? EntryEvents.flow(entry) : null;
    }
}
