package dev.weir.exporters.netflow;

import java.util.List;

/**
 * A template.
 *
 * @param id 256 to 65535
 * @param scopes how many of the first fields say what an options record is about; 0 for a template of flows
 */
public record Layout(int id, int scopes, List<Field> fields) {

    public Layout {
        fields = List.copyOf(fields);
    }

    /** Of flows. */
    public static Layout of(int id, Field... fields) {
        return new Layout(id, 0, List.of(fields));
    }

    /** Of options, whose first field is the scope. */
    public static Layout options(int id, Field... fields) {
        return new Layout(id, 1, List.of(fields));
    }
}
