package dev.weir.formats.antrea;

import dev.weir.formats.json.BadField;
import dev.weir.formats.json.TextObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sourcePodLabels}, {@code destinationPodLabels}: all labels of the pod, as an object in a text. */
final class Labels {

    private Labels() {}

    /** Null for an empty text, which is that of a pod whose labels are not told. */
    static @Nullable Map<String, String> read(String text) {
        if (text.isBlank()) {
            return null;
        }
        Map<String, String> labels = TextObject.read(text);
        if (labels == null) {
            throw new BadField("pod labels are no object of texts");
        }
        return labels;
    }
}
