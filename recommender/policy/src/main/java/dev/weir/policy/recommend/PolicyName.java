package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownNamespace;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.v1.Entity;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a workload's policy: {@code weir-} and the workload's name, a DNS subdomain (RFC 1123) as the API asks
 * for. Where that would be too long, not quite the workload's name, or somebody else's, a hash of kind and name follows.
 */
final class PolicyName {

    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String OURS = "weir";
    /** The annotation that says for whom a policy is. */
    static final String SUBJECT = "weir.dev/subject";

    private static final String PREFIX = "weir-";
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9.-]");
    private static final Pattern DOTS = Pattern.compile("-*\\.[-.]*");
    private static final Pattern ENDS = Pattern.compile("^[.-]+|[.-]+$");

    /** Well below the 253 that the API allows: the name shows in tables and becomes part of file names. */
    private static final int LONGEST = 63;

    private static final int HASH_DIGITS = 8;

    /** Of workloads of one name, the first of these kinds has the plain name; other kinds follow by alphabet. */
    private static final List<String> KINDS =
            List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "CronJob", "Job", "Pod");

    private static final Comparator<Entity> BY_KIND =
            Comparator.comparingInt(PolicyName::rank).thenComparing(Entity::getWorkloadKind);

    private PolicyName() {}

    static String of(Entity subject, KnownNamespace namespace) {
        String plain = PREFIX + sanitised(subject.getName());
        boolean faithful =
                !subject.getName().isEmpty() && plain.equals(PREFIX + subject.getName()) && plain.length() <= LONGEST;
        if (faithful && isFirstOfItsName(subject, namespace) && !isTaken(plain, namespace)) {
            return plain;
        }
        return withHash(plain, "", subject);
    }

    /** Of another policy for the same workload; {@code what} says which, in characters of a DNS label. */
    static String of(Entity subject, String what) {
        return withHash(PREFIX + sanitised(subject.getName()), "-" + what, subject);
    }

    /** The hash keeps it from being the name of another workload's policy. */
    private static String withHash(String plain, String ending, Entity subject) {
        int room = LONGEST - ending.length() - HASH_DIGITS - 1;
        String stem = trimmed(plain.length() <= room ? plain : plain.substring(0, room));
        return stem + ending + "-" + hash(subject);
    }

    private static int rank(Entity entity) {
        int rank = KINDS.indexOf(entity.getWorkloadKind());
        return rank < 0 ? KINDS.size() : rank;
    }

    private static boolean isFirstOfItsName(Entity subject, KnownNamespace namespace) {
        return namespace.named(subject.getName()).stream()
                .filter(KnownWorkload::current)
                .noneMatch(other -> BY_KIND.compare(other.entity(), subject) < 0);
    }

    /** Whether a policy of that name stands that is not ours. */
    private static boolean isTaken(String name, KnownNamespace namespace) {
        return namespace.policies().stream().anyMatch(policy -> policy.name().equals(name) && !isOurs(policy));
    }

    static boolean isOurs(NetworkPolicy policy) {
        return OURS.equals(policy.labels().get(MANAGED_BY));
    }

    /** Only what a DNS label may have; names guessed from labels may hold capitals, dots and underscores. */
    private static String sanitised(String name) {
        return trimmed(
                DOTS.matcher(FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"))
                        .replaceAll("."));
    }

    private static String trimmed(String name) {
        return ENDS.matcher(name).replaceAll("");
    }

    private static String hash(Entity subject) {
        String identity = subject.getWorkloadKind() + "/" + subject.getName();
        return Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }
}
