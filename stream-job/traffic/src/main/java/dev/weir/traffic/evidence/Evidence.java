package dev.weir.traffic.evidence;

import com.google.protobuf.ByteString;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.Opening;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The evidence of one edge while it is being gathered: the mutable twin of {@link EdgeEvidence}, reused on the hot path
 * and never shared between threads.
 */
public final class Evidence {
    static final int PODS_KEPT = 64;
    static final int PORTS_KEPT = 8;
    static final int DAYS_KEPT = 400;
    static final int NAMES_KEPT = 16;
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final int HOURS_PER_WEEK = 168;
    private static final int THURSDAY = 72; // 1970-01-01 was a Thursday; hour 0 of the week is Monday 00:00 UTC

    private long firstNs;
    private long lastNs;
    private long records;
    private long seenByClientSide;
    private long seenByServerSide;
    private long seenElsewhere;
    private final long[] hoursOfWeek = new long[3];
    private final NavigableSet<Integer> days = new TreeSet<>();
    private final BottomSketch clientPods = new BottomSketch(PODS_KEPT);
    private final BottomSketch clientPorts = new BottomSketch(PORTS_KEPT);
    private OrientationBasis basis = OrientationBasis.BASIS_NONE;
    private boolean answered;
    private long allowed;
    private long denied;
    private long wouldDeny;
    private int maxSamplingInterval;
    private final NavigableSet<SourceFormat> formats = new TreeSet<>();
    private final NavigableSet<String> fqdns = new TreeSet<>();
    private int toldAs;
    private boolean defaultAllowed;
    private boolean declared;
    private final Openings openings = new Openings();

    /** Where the records of one side are counted. */
    public enum Side {
        CLIENT,
        SERVER,
        BOTH,
        ELSEWHERE
    }

    /** Counts one record of that side, seen at that time (nanoseconds since the epoch; 0 = not told). */
    public void seen(Side side, long timeNs) {
        records++;
        switch (side) {
            case CLIENT -> seenByClientSide++;
            case SERVER -> seenByServerSide++;
            case BOTH -> {
                seenByClientSide++;
                seenByServerSide++;
            }
            case ELSEWHERE -> seenElsewhere++;
        }
        if (timeNs > 0) {
            at(timeNs);
        }
    }

    /** Remembers that something held from then until then, without counting a record; nanoseconds since the epoch. */
    public void held(long fromNs, long untilNs) {
        for (long hour = fromNs; hour < untilNs; hour += NANOS_PER_HOUR) {
            at(hour);
        }
        at(untilNs);
    }

    /** Whether both saw something in the same hour, as far as days and hours of the week tell. */
    public static boolean shareAnHour(EdgeEvidence a, EdgeEvidence b) {
        Set<Integer> days = new HashSet<>(a.getDaysList());
        days.retainAll(b.getDaysList());
        for (int day : days) {
            for (int hour = 0; hour < 24; hour++) {
                int hourOfWeek = (day * 24 + hour + THURSDAY) % HOURS_PER_WEEK;
                if (has(a.getHoursOfWeek(), hourOfWeek) && has(b.getHoursOfWeek(), hourOfWeek)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(ByteString hours, int hourOfWeek) {
        return hourOfWeek >>> 3 < hours.size() && (hours.byteAt(hourOfWeek >>> 3) >>> (hourOfWeek & 7) & 1) != 0;
    }

    private void at(long timeNs) {
        firstNs = firstNs == 0 ? timeNs : Math.min(firstNs, timeNs);
        lastNs = Math.max(lastNs, timeNs);
        long hour = timeNs / NANOS_PER_HOUR;
        int hourOfWeek = (int) ((hour + THURSDAY) % HOURS_PER_WEEK);
        hoursOfWeek[hourOfWeek >>> 6] |= 1L << (hourOfWeek & 63);
        addDay((int) (hour / 24));
    }

    private void addDay(int day) {
        days.add(day);
        if (days.size() > DAYS_KEPT) {
            days.pollFirst();
        }
    }

    /** Keeps the stronger of this basis and the one known so far. */
    public void orientedBy(OrientationBasis other) {
        basis = stronger(basis, other);
    }

    static OrientationBasis stronger(OrientationBasis a, OrientationBasis b) {
        if (a == OrientationBasis.BASIS_NONE) {
            return b;
        }
        if (b == OrientationBasis.BASIS_NONE) {
            return a;
        }
        return a.getNumber() <= b.getNumber() ? a : b;
    }

    public void clientPod(String identity) {
        clientPods.add(BottomSketch.hash(identity));
    }

    public void clientPort(int port) {
        clientPorts.add(BottomSketch.mix(port));
    }

    public void answered() {
        answered = true;
    }

    public void allowed() {
        allowed++;
    }

    public void denied() {
        denied++;
    }

    public void wouldDeny() {
        wouldDeny++;
    }

    public void defaultAllowed() {
        defaultAllowed = true;
    }

    public void declared() {
        declared = true;
    }

    /**
     * Remembers when the first packets of one side of a connection were seen, where the record cannot tell the client. See
     * {@link Openings}.
     *
     * @param connection the same for both directions of one connection at one observer, and for nothing else
     */
    public void began(long connection, boolean byClient, long timeNs) {
        openings.add(connection, byClient ? timeNs : 0, byClient ? 0 : timeNs);
    }

    /** @param interval one record in so many packets; 0 = not told */
    public void sampled(int interval) {
        maxSamplingInterval = Math.max(maxSamplingInterval, interval);
    }

    public void toldBy(SourceFormat format) {
        formats.add(format);
    }

    public void fqdn(String name) {
        fqdns.add(name);
        if (fqdns.size() > NAMES_KEPT) {
            fqdns.pollLast();
        }
    }

    /** Remembers whether the record named the client's and the server's pod or gave labels only. */
    public void toldAs(boolean clientNamed, boolean serverNamed) {
        toldAs |= 1 << ((clientNamed ? 2 : 0) + (serverNamed ? 1 : 0));
    }

    /** A number for a text: equal for equal texts, the same on every machine. */
    public static long number(String text) {
        return BottomSketch.hash(text);
    }

    /** Adds other evidence of the same edge to this. */
    public void merge(EdgeEvidence other) {
        if (other.getFirstNs() > 0) {
            firstNs = firstNs == 0 ? other.getFirstNs() : Math.min(firstNs, other.getFirstNs());
        }
        lastNs = Math.max(lastNs, other.getLastNs());
        records += other.getRecords();
        seenByClientSide += other.getSeenByClientSide();
        seenByServerSide += other.getSeenByServerSide();
        seenElsewhere += other.getSeenElsewhere();
        mergeHours(other.getHoursOfWeek());
        other.getDaysList().forEach(this::addDay);
        other.getClientPodsList().forEach(clientPods::add);
        other.getClientPortsList().forEach(clientPorts::add);
        orientedBy(other.getBasis());
        answered |= other.getAnswered();
        allowed += other.getAllowed();
        denied += other.getDenied();
        wouldDeny += other.getWouldDeny();
        sampled(other.getMaxSamplingInterval());
        formats.addAll(other.getFormatsList());
        other.getFqdnsList().forEach(this::fqdn);
        toldAs |= other.getToldAs();
        defaultAllowed |= other.getDefaultAllowed();
        declared |= other.getDeclared();
        other.getOpeningsList()
                .forEach(
                        opening -> openings.add(opening.getConnection(), opening.getClientNs(), opening.getServerNs()));
    }

    private void mergeHours(ByteString hours) {
        for (int i = 0; i < hours.size(); i++) {
            hoursOfWeek[i >>> 3] |= (hours.byteAt(i) & 0xffL) << ((i & 7) * 8);
        }
    }

    /** The evidence so far, in the one form that any order of the same records gives. */
    public EdgeEvidence toProto() {
        EdgeEvidence.Builder proto = EdgeEvidence.newBuilder()
                .setFirstNs(firstNs)
                .setLastNs(lastNs)
                .setRecords(records)
                .setSeenByClientSide(seenByClientSide)
                .setSeenByServerSide(seenByServerSide)
                .setSeenElsewhere(seenElsewhere)
                .setHoursOfWeek(hours())
                .addAllDays(days)
                .setBasis(basis)
                .setAnswered(answered)
                .setAllowed(allowed)
                .setDenied(denied)
                .setWouldDeny(wouldDeny)
                .setMaxSamplingInterval(maxSamplingInterval)
                .addAllFormats(formats)
                .addAllFqdns(fqdns)
                .setToldAs(toldAs)
                .setDefaultAllowed(defaultAllowed)
                .setDeclared(declared);
        for (long hash : clientPods.hashes()) {
            proto.addClientPods(hash);
        }
        for (long hash : clientPorts.hashes()) {
            proto.addClientPorts(hash);
        }
        if (isWeak(basis)) {
            // A stronger witness makes them needless, now and in whatever this is merged with.
            openings.into(proto);
        }
        return proto.build();
    }

    private static boolean isWeak(OrientationBasis basis) {
        return basis == OrientationBasis.BASIS_NONE || basis == OrientationBasis.BASIS_PORT_HEURISTIC;
    }

    private ByteString hours() {
        byte[] bytes = new byte[HOURS_PER_WEEK / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (hoursOfWeek[i >>> 3] >>> ((i & 7) * 8));
        }
        return ByteString.copyFrom(bytes);
    }

    /** Evidence that starts as a copy of this. */
    public static Evidence of(EdgeEvidence proto) {
        Evidence evidence = new Evidence();
        evidence.merge(proto);
        return evidence;
    }

    /** The same records, read with client and server the other way round. */
    public static EdgeEvidence turned(EdgeEvidence evidence) {
        int toldAs = evidence.getToldAs();
        EdgeEvidence.Builder turned = evidence.toBuilder().clearOpenings();
        for (Opening opening : evidence.getOpeningsList()) {
            turned.addOpenings(
                    opening.toBuilder().setClientNs(opening.getServerNs()).setServerNs(opening.getClientNs()));
        }
        return turned.setSeenByClientSide(evidence.getSeenByServerSide())
                .setSeenByServerSide(evidence.getSeenByClientSide())
                .setToldAs((toldAs & 0b1001) | (toldAs & 0b0010) << 1 | (toldAs & 0b0100) >> 1)
                .clearClientPods()
                .clearClientPorts()
                .build();
    }

    /** The union of both. */
    public static EdgeEvidence merged(EdgeEvidence a, EdgeEvidence b) {
        Evidence evidence = of(a);
        evidence.merge(b);
        return evidence.toProto();
    }
}
