package dev.weir.policy.recommend;

import dev.weir.policy.landscape.ApiCallback;
import dev.weir.policy.landscape.KnownService;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ports of a workload that no list of peers can describe, so that a rule names the port alone.
 *
 * <p>The API server calls webhooks and aggregated APIs rarely, from the address of a node, of a tunnel or from outside
 * the cluster, and refuses what it was asked for when the call does not get through. So their ports are open whether a
 * call was observed or not. Behind a NodePort or a load balancer the source is a client, a node or the balancer, by the
 * Service's {@code externalTrafficPolicy} and the network plugin; to open these ports is up to a person.
 *
 * @param reasons of the open ports, one sentence each
 * @param closed a sentence for each exposed Service that is not opened
 */
record Openings(SortedMap<TransportPort, SortedSet<String>> reasons, List<String> closed) {

    static Openings of(KnownWorkload subject, Landscape landscape, Options options) {
        SortedMap<TransportPort, SortedSet<String>> reasons = new TreeMap<>();
        List<String> closed = new ArrayList<>();
        for (KnownService service : landscape.namespace(subject.namespace()).services()) {
            if (!service.selects(subject)) {
                continue;
            }
            for (KnownService.ServicePort port : service.ports()) {
                SortedSet<TransportPort> targets = targets(service, port, subject);
                callbacks(subject, service, port, landscape).forEach(reason -> open(targets, reason, reasons));
                if (service.isExposed() && options.exposedOpen()) {
                    open(targets, exposed(service) + ": its clients may be anybody.", reasons);
                } else if (service.isExposed() && !targets.isEmpty()) {
                    closed.add(exposed(service) + ": who connects to " + PortList.text(targets) + " through it may be"
                            + " any client, or appear as a node or a balancer, and is closed unless observed;"
                            + " --open-exposed opens it to everybody.");
                }
            }
        }
        return new Openings(reasons, closed);
    }

    private static SortedSet<TransportPort> targets(
            KnownService service, KnownService.ServicePort port, KnownWorkload subject) {
        SortedSet<TransportPort> targets = new TreeSet<>();
        service.targets(port, subject).forEach(number -> targets.add(new TransportPort(port.protocol(), number)));
        return targets;
    }

    private static List<String> callbacks(
            KnownWorkload subject, KnownService service, KnownService.ServicePort port, Landscape landscape) {
        return landscape.apiCallbacks().stream()
                .filter(callback -> callback.namespace().equals(subject.namespace())
                        && callback.service().equals(service.name())
                        && callback.port() == port.port())
                .map(ApiCallback::title)
                .map(title ->
                        title + ": the API server calls it, from a node or from outside; without an answer the API"
                                + " refuses requests.")
                .toList();
    }

    private static String exposed(KnownService service) {
        return "Service " + service.name() + " (" + service.type() + ")";
    }

    private static void open(
            SortedSet<TransportPort> targets, String reason, SortedMap<TransportPort, SortedSet<String>> reasons) {
        targets.forEach(
                port -> reasons.computeIfAbsent(port, it -> new TreeSet<>()).add(reason));
    }

    boolean holds(TransportPort port) {
        return reasons.containsKey(port);
    }

    /**
     * The rule for everybody, if there is one.
     *
     * @param grants all of the direction; those on its ports become its evidence
     */
    Optional<DraftRule> rule(List<Grant> grants) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        List<Grant> known = grants.stream().filter(grant -> holds(grant.port())).toList();
        return Optional.of(
                new DraftRule(new Rule(List.of(), PortList.of(reasons.keySet())), known, List.copyOf(explained())));
    }

    /** Why ports are open to everybody, one sentence a reason. */
    SortedSet<String> explained() {
        SortedMap<String, SortedSet<TransportPort>> byReason = new TreeMap<>();
        reasons.forEach((port, why) -> why.forEach(reason ->
                byReason.computeIfAbsent(reason, it -> new TreeSet<>()).add(port)));
        SortedSet<String> explained = new TreeSet<>();
        byReason.forEach((reason, ports) ->
                explained.add(PortList.text(ports) + " from everybody, inside the cluster and outside. " + reason));
        return explained;
    }
}
