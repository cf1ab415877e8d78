package dev.weir.traffic.sighting;

import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.orient.Orienter;
import dev.weir.traffic.orient.Reading;
import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.traffic.orient.Reading.NoEvidence;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.Observation;
import dev.weir.v1.SightedEnd;
import dev.weir.v1.Sighting;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Tally;
import dev.weir.v1.TallyKind;
import dev.weir.v1.Unusable;
import dev.weir.v1.Vantage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The table in front of the shuffle: folds flow records with equal ends, port and span of time. Most records repeat an
 * edge that is known already, so a table as large as the hot set takes nearly all of the load off what follows.
 *
 * <p>The span ({@link FlowTime}) is short where an end is known by its address alone, since an address may change its
 * owner. It is a function of the record, never of the moment of flushing: any grouping of the same records gives sightings
 * that merge to the same edges.
 */
public final class SightingTable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String cluster;
    private final int capacity;
    private final Map<Key, Evidence> table = new HashMap<>();
    private final Map<TallyKey, Long> tallies = new LinkedHashMap<>();

    private record Key(
            String cluster,
            SightedEnd client,
            SightedEnd server,
            int protocol,
            int port,
            int clientPort,
            long fromNs,
            long toNs,
            boolean toldByNameServer) {}

    private record TallyKey(String cluster, TallyKind kind, String reason, SourceFormat format) {}

    /**
     * @param cluster the name that every flow is filed under; empty = what the record says, else {@code default}
     * @param capacity how many sightings are held before {@link #isFull()}
     */
    public SightingTable(String cluster, int capacity) {
        this.cluster = cluster;
        this.capacity = capacity;
    }

    /** Whether it should be flushed before more is added. */
    public boolean isFull() {
        return table.size() >= capacity;
    }

    public int size() {
        return table.size();
    }

    /** Adds one record. Every record is counted once as read, and ends in a sighting or in a tally. */
    public void add(FlowEvent event) {
        String filedUnder = clusterOf(event);
        tally(filedUnder, event, TallyKind.READ, "", 1);
        switch (event.getBodyCase()) {
            case OBSERVATION -> observe(filedUnder, event, event.getObservation());
            case DNS -> {
                observe(filedUnder, event, event.getDns().getObservation());
                bind(filedUnder, event, event.getDns());
            }
            case LOSS -> lost(filedUnder, event, event.getLoss());
            case UNUSABLE -> tally(filedUnder, event, TallyKind.NO_EVIDENCE, words(event.getUnusable()), 1);
            case BODY_NOT_SET -> tally(filedUnder, event, TallyKind.NO_EVIDENCE, "record of a newer contract", 1);
        }
    }

    /** Counts pieces that were no record. */
    public void dead(String reason, SourceFormat format) {
        count(new TallyKey(named(""), TallyKind.DEAD, reason, format), 1);
    }

    /** Hands over everything gathered and starts anew. */
    public void flush(Consumer<Sighting> sightings, Consumer<Tally> counts) {
        table.forEach((key, evidence) -> sightings.accept(sighting(key, evidence)));
        table.clear();
        tallies.forEach((key, count) -> counts.accept(Tally.newBuilder()
                .setCluster(key.cluster)
                .setKind(key.kind)
                .setReason(key.reason)
                .setFormat(key.format)
                .setCount(count)
                .build()));
        tallies.clear();
    }

    private void observe(String filedUnder, FlowEvent event, Observation seen) {
        Reading reading = Orienter.read(seen, event.getSourceFormat());
        if (reading instanceof NoEvidence none) {
            tally(filedUnder, event, TallyKind.NO_EVIDENCE, none.reason(), 1);
            return;
        }
        Connection connection = (Connection) reading;
        boolean reply = connection.reply();
        SightedEnd client = Ends.of(connection.client(), observer(event, seen, !reply));
        SightedEnd server = Ends.of(connection.server(), observer(event, seen, reply));
        boolean byAddress = Ends.isAddressOnly(client) || Ends.isAddressOnly(server);
        FlowTime time = FlowTime.of(event, seen, byAddress);
        boolean keepClientPort = connection.basis() == dev.weir.v1.OrientationBasis.BASIS_NONE;
        Key key = new Key(
                filedUnder,
                client,
                server,
                seen.getIpProtocol(),
                connection.port(),
                keepClientPort ? connection.clientPort() : -1,
                time.fromNs(),
                time.toNs(),
                false);
        remember(table.computeIfAbsent(key, k -> new Evidence()), event, seen, connection, client, server, time.atNs());
    }

    /** An answer counts once, as the traffic that it is; what it binds is told beside it. */
    private void bind(String filedUnder, FlowEvent event, DnsBinding dns) {
        Observation seen = dns.getObservation();
        SightedEnd client =
                Ends.of(dns.getClient(), observer(event, seen, dns.getClient().equals(seen.getSource())));
        FlowTime time = FlowTime.of(event, seen, true);
        for (SightedEnd server : Answer.ends(dns)) {
            Key key = new Key(filedUnder, client, server, 0, 0, -1, time.fromNs(), time.toNs(), true);
            long until = time.atNs() + Answer.seconds(dns) * NANOS_PER_SECOND;
            table.computeIfAbsent(key, k -> new Evidence()).held(time.atNs(), until);
        }
    }

    private static void remember(
            Evidence evidence,
            FlowEvent event,
            Observation seen,
            Connection connection,
            SightedEnd client,
            SightedEnd server,
            long time) {
        evidence.seen(side(seen.getVantage(), connection.reply()), time);
        evidence.orientedBy(connection.basis());
        evidence.toldBy(event.getSourceFormat());
        evidence.sampled(seen.getSamplingInterval());
        evidence.toldAs(Ends.isNamed(client), Ends.isNamed(server));
        if (connection.clientPort() >= 0) {
            evidence.clientPort(connection.clientPort());
        }
        if (connection.answered()) {
            evidence.answered();
        }
        FirstPackets.of(event, seen, connection)
                .ifPresent(first -> evidence.began(first.connection(), !connection.reply(), first.atNs()));
        connection.server().getDnsNamesList().forEach(evidence::fqdn);
        judge(evidence, seen);
    }

    private static void judge(Evidence evidence, Observation seen) {
        switch (seen.getVerdict()) {
            case VERDICT_ALLOWED -> evidence.allowed();
            case VERDICT_DENIED -> evidence.denied();
            case VERDICT_WOULD_DENY -> evidence.wouldDeny();
            default -> {
                // Observed only: it passed a point, which says nothing about a rule.
            }
        }
        if (seen.getPoliciesList().stream().anyMatch(hit -> hit.getMatchType() == 4)) {
            evidence.defaultAllowed();
        }
    }

    private void lost(String filedUnder, FlowEvent event, LossNotice loss) {
        tally(filedUnder, event, TallyKind.NO_EVIDENCE, "lost-events notice", 1);
        tally(filedUnder, event, TallyKind.LOST, loss.getWhere(), Math.max(1, loss.getCount()));
    }

    private void tally(String filedUnder, FlowEvent event, TallyKind kind, String reason, long count) {
        count(new TallyKey(filedUnder, kind, reason, event.getSourceFormat()), count);
    }

    private void count(TallyKey key, long count) {
        tallies.merge(key, count, Long::sum);
    }

    private String clusterOf(FlowEvent event) {
        if (!cluster.isEmpty() || !event.getCluster().isEmpty()) {
            return named(event.getCluster());
        }
        Observation seen = event.hasDns() ? event.getDns().getObservation() : event.getObservation();
        String source = seen.getSource().getCluster();
        return named(source.isEmpty() ? seen.getDestination().getCluster() : source);
    }

    private String named(String told) {
        if (!cluster.isEmpty()) {
            return cluster;
        }
        return told.isEmpty() ? "default" : told;
    }

    /** The observer, where it says that it is the node of that end; its clock is then that end's too. */
    private static String observer(FlowEvent event, Observation seen, boolean ofSource) {
        Vantage own = ofSource ? Vantage.VANTAGE_SOURCE_NODE : Vantage.VANTAGE_DESTINATION_NODE;
        boolean there = seen.getVantage() == own || seen.getVantage() == Vantage.VANTAGE_BOTH;
        return there ? event.getObserverNode() : "";
    }

    private static Evidence.Side side(Vantage vantage, boolean reply) {
        return switch (vantage) {
            case VANTAGE_BOTH -> Evidence.Side.BOTH;
            case VANTAGE_SOURCE_NODE -> reply ? Evidence.Side.SERVER : Evidence.Side.CLIENT;
            case VANTAGE_DESTINATION_NODE -> reply ? Evidence.Side.CLIENT : Evidence.Side.SERVER;
            default -> Evidence.Side.ELSEWHERE;
        };
    }

    private static String words(Unusable unusable) {
        String reason =
                unusable.getReason().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return unusable.getDetail().isEmpty() ? reason : reason + ": " + unusable.getDetail();
    }

    private static Sighting sighting(Key key, Evidence evidence) {
        Sighting.Builder sighting = Sighting.newBuilder()
                .setCluster(key.cluster)
                .setClient(key.client)
                .setServer(key.server)
                .setIpProtocol(key.protocol)
                .setPort(key.port)
                .setToldByNameServer(key.toldByNameServer)
                .setEvidence(evidence.toProto());
        if (key.toNs > 0) {
            sighting.setFromNs(key.fromNs).setToNs(key.toNs);
        }
        if (key.clientPort >= 0) {
            sighting.setClientPort(key.clientPort);
        }
        return sighting.build();
    }
}
