package dev.weir.policy.render;

import dev.weir.policy.model.Direction;
import java.util.List;

/**
 * What stands beside a policy for people to read. Each text becomes lines of its own, wrapped; characters that would
 * end a comment are replaced.
 *
 * @param header above the document
 */
public record PolicyComments(List<String> header, Section ingress, Section egress) {

    public static final PolicyComments NONE = new PolicyComments(List.of(), Section.NONE, Section.NONE);

    public PolicyComments {
        header = List.copyOf(header);
    }

    Section section(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    /**
     * @param whole above the section
     * @param rules above each rule, by position; rules beyond the list have none
     */
    public record Section(List<String> whole, List<List<String>> rules) {

        public static final Section NONE = new Section(List.of(), List.of());

        public Section {
            whole = List.copyOf(whole);
            rules = rules.stream().map(List::copyOf).toList();
        }

        List<String> rule(int position) {
            return position < rules.size() ? rules.get(position) : List.of();
        }
    }
}
