package dev.weir.policy.recommend;

import dev.weir.policy.model.Protocol;
import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One edge with the part of its evidence that stays the same when a record is delivered twice. Counters add up, so they
 * would change a policy's text on a repeated delivery; they have no place in it.
 *
 * @param id the key as {@link TopicKeys#edgeKey} writes it
 * @param reasons why the edge makes no rule; empty if it may
 * @param days since the epoch, UTC
 * @param pods hashes of the client's pods; at most the smallest {@value #PODS_KEPT}
 * @param names by which the server's address was looked up
 * @param sampling one record in so many packets at worst; 0 or 1 = all
 */
record Observation(
        EdgeKey key,
        String id,
        boolean accepted,
        SortedSet<QuarantineReason> reasons,
        Window window,
        SortedSet<Integer> days,
        SortedSet<Long> pods,
        SortedSet<String> names,
        int sampling) {

    static final int PODS_KEPT = 64;

    static final Comparator<Observation> BY_KEY = Comparator.comparing(Observation::id);

    Observation {
        // INVARIANT: nobody else holds the sets, so they need no copies.
        reasons = Collections.unmodifiableSortedSet(reasons);
        days = Collections.unmodifiableSortedSet(days);
        pods = Collections.unmodifiableSortedSet(pods);
        names = Collections.unmodifiableSortedSet(names);
    }

    static Observation of(ObservedEdge edge) {
        EdgeEvidence evidence = edge.getEvidence();
        return new Observation(
                edge.getKey(),
                TopicKeys.edgeKey(edge.getKey()),
                edge.getAdmission() == Admission.ACCEPTED,
                new TreeSet<>(edge.getReasonsList()),
                new Window(evidence.getFirstNs(), evidence.getLastNs()),
                new TreeSet<>(evidence.getDaysList()),
                new TreeSet<>(evidence.getClientPodsList()),
                new TreeSet<>(evidence.getFqdnsList()),
                evidence.getMaxSamplingInterval());
    }

    /** Both, of one edge: held if either is. */
    Observation merge(Observation other) {
        return new Observation(
                key,
                id,
                accepted && other.accepted,
                union(reasons, other.reasons),
                window.span(other.window),
                union(days, other.days),
                union(pods, other.pods),
                union(names, other.names),
                Math.max(sampling, other.sampling));
    }

    Entity client() {
        return key.getClient();
    }

    Entity server() {
        return key.getServer();
    }

    /** The server's port, or nothing if no NetworkPolicy can name it. */
    Optional<TransportPort> port() {
        int port = key.getPort();
        return port < 1 || port > 65535
                ? Optional.empty()
                : Protocol.ofNumber(key.getIpProtocol()).map(protocol -> new TransportPort(protocol, port));
    }

    static <T> SortedSet<T> union(Collection<T> one, Collection<T> other) {
        SortedSet<T> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
