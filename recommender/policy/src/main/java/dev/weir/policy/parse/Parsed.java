package dev.weir.policy.parse;

import java.util.List;

/** What became of a text: all of it was accepted, or none. */
public sealed interface Parsed<T> {

    /**
     * @param warnings accepted by the API server, but unlikely to be meant, or of no effect here
     */
    record Accepted<T>(T value, List<Problem> warnings) implements Parsed<T> {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param problems every reason to refuse the text, in the order of the text; at least one
     */
    record Rejected<T>(List<Problem> problems) implements Parsed<T> {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The value, for a text that is known to be good.
     *
     * @throws IllegalArgumentException if the text was rejected; the message holds every problem
     */
    default T orElseThrow() {
        if (this instanceof Accepted<T> accepted) {
            return accepted.value();
        }
        StringBuilder message = new StringBuilder("The text was rejected:");
        ((Rejected<T>) this).problems().forEach(problem -> message.append('\n').append(problem));
        throw new IllegalArgumentException(message.toString());
    }
}
