package dev.weir.policy.landscape;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Requirement;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.Selector;
import dev.weir.v1.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A workload while the events about it are read. */
final class WorkloadDraft {

    private final Entity entity;
    private final List<Pod> pods = new ArrayList<>();
    private final SortedSet<IpAddress> hosts = new TreeSet<>();
    private Optional<LabelSelector> selector = Optional.empty();
    private Map<String, String> template = Map.of();
    private boolean hostNetwork;
    private boolean described;

    WorkloadDraft(String namespace, String kind, String name) {
        entity = Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace(namespace)
                .setWorkloadKind(kind)
                .setName(name)
                .build();
    }

    void describe(Workload workload) {
        described = true;
        template = workload.getTemplateLabelsMap();
        selector = workload.hasSelector() ? selector(workload.getSelector()) : Optional.empty();
    }

    void add(Pod pod, Optional<IpAddress> host) {
        if (!pod.hostNetwork()) {
            pods.add(pod);
            return;
        }
        hostNetwork = true;
        hosts.addAll(pod.addresses());
        host.ifPresent(hosts::add);
    }

    /** Labels of a pod that is gone: better than nothing for a Job between two runs. */
    void remember(Map<String, String> labels) {
        if (template.isEmpty()) {
            template = labels;
        }
    }

    KnownWorkload conclude() {
        boolean current = described || hostNetwork || !pods.isEmpty();
        List<Pod> representatives = representatives();
        return new KnownWorkload(
                entity,
                selector,
                template,
                pods,
                representatives,
                labelSets(representatives),
                hosts,
                hostNetwork && pods.isEmpty(),
                current);
    }

    private List<Pod> representatives() {
        Set<List<Object>> seen = new HashSet<>();
        return pods.stream()
                .filter(pod -> seen.add(List.of(pod.labels(), pod.families())))
                .toList();
    }

    private List<Map<String, String>> labelSets(List<Pod> representatives) {
        List<Map<String, String>> sets =
                representatives.stream().map(Pod::labels).distinct().toList();
        if (!sets.isEmpty()) {
            return sets;
        }
        return template.isEmpty() ? List.of() : List.of(template);
    }

    /** Nothing for an empty selector, and for one with a part that is not understood: without it, it says more. */
    private static Optional<LabelSelector> selector(Selector selector) {
        List<Requirement> expressions = selector.getMatchExpressionsList().stream()
                .flatMap(expression -> requirement(expression).stream())
                .toList();
        if (expressions.size() < selector.getMatchExpressionsCount()) {
            return Optional.empty();
        }
        return Optional.of(new LabelSelector(selector.getMatchLabelsMap(), expressions))
                .filter(it -> !it.isEmpty());
    }

    private static Optional<Requirement> requirement(dev.weir.v1.Requirement expression) {
        for (Requirement.Operator operator : Requirement.Operator.values()) {
            if (operator.text().equals(expression.getOperator())
                    && operator.takesValues() != expression.getValuesList().isEmpty()) {
                return Optional.of(new Requirement(expression.getKey(), operator, expression.getValuesList()));
            }
        }
        return Optional.empty();
    }
}
