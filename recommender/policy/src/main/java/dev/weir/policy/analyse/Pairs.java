package dev.weir.policy.analyse;

import dev.weir.policy.analyse.Survey.NodeGroup;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Goes through all pairs of places of a survey of which at least one is a pod, asks something about each, and lists the
 * answers that are not empty. Neighbouring ranges of addresses with one answer become one.
 */
final class Pairs {

    private final Survey survey;
    private final List<AllowedConnections> list = new ArrayList<>();

    private Pairs(Survey survey) {
        this.survey = survey;
    }

    /** What to ask about a pair: the same question in each of the five kinds of pairs. */
    interface Question {
        OpenPorts ask(Function<Reach, OpenPorts> pair);
    }

    static List<AllowedConnections> list(Survey survey, Question question) {
        Pairs pairs = new Pairs(survey);
        for (PodGroup group : survey.groups()) {
            pairs.withPods(group, question);
            pairs.withNodes(group, question);
            survey.families().stream()
                    .filter(group::speaks)
                    .forEach(family -> pairs.withOutside(group, family, question));
        }
        return pairs.list.stream().sorted().toList();
    }

    private void withPods(PodGroup from, Question question) {
        for (PodGroup to : survey.groups()) {
            // A pod cannot be kept from itself, so a group of one has no traffic within that is worth a word.
            if (from != to || from.size() > 1) {
                add(from.place(), to.place(), question.ask(reach -> reach.between(from, to)));
            }
        }
    }

    private void withNodes(PodGroup group, Question question) {
        for (NodeGroup node : survey.nodes()) {
            add(group.place(), node.place(), question.ask(reach -> reach.between(group, node)));
            add(node.place(), group.place(), question.ask(reach -> reach.between(node, group)));
        }
    }

    private void withOutside(PodGroup group, AddressFamily family, Question question) {
        List<AddressRange> pieces = survey.outside(family);
        joined(pieces, piece -> question.ask(reach -> reach.between(group, piece)))
                .forEach(it -> add(group.place(), new Place.Outside(it.range()), it.ports()));
        joined(pieces, piece -> question.ask(reach -> reach.between(piece, group)))
                .forEach(it -> add(new Place.Outside(it.range()), group.place(), it.ports()));
    }

    private record Answer(AddressRange range, OpenPorts ports) {}

    private static List<Answer> joined(List<AddressRange> pieces, Function<AddressRange, OpenPorts> ask) {
        List<Answer> answers = new ArrayList<>();
        for (AddressRange piece : pieces) {
            Answer next = new Answer(piece, ask.apply(piece));
            Answer last = answers.isEmpty() ? null : answers.get(answers.size() - 1);
            if (last != null
                    && last.ports().equals(next.ports())
                    && last.range().touches(piece)) {
                answers.set(
                        answers.size() - 1,
                        new Answer(new AddressRange(last.range().first(), piece.last()), next.ports()));
            } else {
                answers.add(next);
            }
        }
        return answers;
    }

    private void add(Place from, Place to, OpenPorts ports) {
        if (!ports.isEmpty()) {
            list.add(new AllowedConnections(from, to, ports));
        }
    }
}
