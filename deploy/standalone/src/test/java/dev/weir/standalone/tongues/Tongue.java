package dev.weir.standalone.tongues;

import dev.weir.formats.Format;
import java.util.List;

/** An exporter: tells conversations in its own words. */
interface Tongue {
    Format format();

    /** What it writes of them: one value, or many. */
    List<byte[]> tell(List<Conversation> conversations);
}
