package dev.weir.traffic.admission;

import dev.weir.traffic.identity.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the admission file, YAML or JSON. Every key is optional; what is not given is as in the {@code profile}, which
 * is {@code default} or {@code strict}.
 */
public final class AdmissionFile {
    private static final int MOST = 1_000_000;
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_PROTOCOL = 255;
    private static final Map<String, Integer> PROTOCOLS = Map.of("TCP", 6, "UDP", 17, "SCTP", 132);

    private AdmissionFile() {}

    /** Settings, or else every problem of the file, one a line. */
    public record Read(AdmissionSettings settings, List<String> problems) {
        public Read {
            problems = List.copyOf(problems);
        }

        /** @throws IllegalArgumentException with all problems, if there are any */
        public AdmissionSettings orThrow() {
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", problems));
            }
            return settings;
        }
    }

    /**
     * Never throws for what the text says; that is told as problems.
     *
     * @param name of the file, for the problems
     */
    public static Read read(String name, String text) {
        Problems problems = new Problems(name);
        Place file = Place.root(text, problems);
        file.knowsOnly(
                "profile",
                "minimumDays",
                "recurrenceDays",
                "minimumClientPods",
                "requireAnswer",
                "requireDeclaredPort",
                "witnessesForPorts",
                "sweep",
                "lock",
                "neverAllow",
                "approvals");
        AdmissionSettings base = profile(file);
        AdmissionSettings settings = new AdmissionSettings(
                file.number("minimumDays", 1, MOST).orElse(base.minimumDays()),
                file.number("recurrenceDays", 0, MOST).orElse(base.recurrenceDays()),
                file.number("minimumClientPods", 1, MOST).orElse(base.minimumClientPods()),
                file.truth("requireAnswer").orElse(base.requireAnswer()),
                file.truth("requireDeclaredPort").orElse(base.requireDeclaredPort()),
                file.number("witnessesForPorts", 1, MOST).orElse(base.witnessesForPorts()),
                file.at("sweep").map(place -> sweep(place, base.sweep())).orElse(base.sweep()),
                file.at("lock").map(AdmissionFile::lock).orElse(base.lock()),
                file.at("neverAllow").map(AdmissionFile::neverAllow).orElse(base.neverAllow()),
                new Approvals(file.items("approvals").stream()
                        .map(AdmissionFile::approval)
                        .flatMap(Optional::stream)
                        .toList()));
        return new Read(settings, problems.all());
    }

    private static AdmissionSettings profile(Place file) {
        return file.oneOf("profile", "default", "strict")
                .filter("strict"::equals)
                .map(strict -> AdmissionSettings.strict())
                .orElse(AdmissionSettings.defaults());
    }

    private static Sweep sweep(Place place, Sweep base) {
        place.knowsOnly("unansweredTargets", "newTargets", "windowSeconds");
        return new Sweep(
                place.number("unansweredTargets", 2, MOST).orElse(base.unansweredTargets()),
                place.number("newTargets", 2, MOST).orElse(base.newTargets()),
                place.number("windowSeconds", 1, MOST).map(Duration::ofSeconds).orElse(base.window()));
    }

    private static AdmissionSettings.@Nullable Lock lock(Place place) {
        place.knowsOnly("at", "newEdgesPerDay");
        int most = place.number("newEdgesPerDay", 0, MOST).orElse(0);
        return time(place, "at").map(at -> new AdmissionSettings.Lock(at, most)).orElse(null);
    }

    private static List<NeverAllow> neverAllow(Place list) {
        return list.items().stream()
                .map(AdmissionFile::neverAllowed)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<NeverAllow> neverAllowed(Place place) {
        place.knowsOnly("what", "servers", "protocol", "ports", "cidr");
        NeverAllow.Servers servers = place.oneOf("servers", "any", "nodes", "outside")
                .map(word -> NeverAllow.Servers.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(NeverAllow.Servers.ANY);
        int protocol = place.text("protocol").map(word -> protocol(place, word)).orElse(0);
        List<Integer> ports = place.items("ports").stream()
                .map(port -> port.number(1, LARGEST_PORT))
                .flatMap(Optional::stream)
                .toList();
        Optional<Cidr> cidr = place.text("cidr").flatMap(text -> tried(place, () -> Cidr.parse(text)));
        return place.isSound()
                ? tried(
                        place,
                        () -> new NeverAllow(
                                place.text("what").orElse("never"), servers, protocol, ports, cidr.orElse(null)))
                : Optional.empty();
    }

    private static int protocol(Place place, String word) {
        Integer known = PROTOCOLS.get(word.toUpperCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (word.matches("[0-9]{1,3}") && Integer.parseInt(word) <= LARGEST_PROTOCOL) {
            return Integer.parseInt(word);
        }
        place.reject("protocol '" + word + "' is not known; write TCP, UDP, SCTP or a number up to 255");
        return 0;
    }

    private static Optional<EdgeApproval> approval(Place place) {
        place.knowsOnly("edge", "by", "until", "why");
        Optional<String> edge = place.required("edge");
        Optional<String> by = place.required("by");
        Optional<Instant> until = time(place, "until");
        return place.isSound() && edge.isPresent() && by.isPresent() && until.isPresent()
                ? tried(
                        place,
                        () -> new EdgeApproval(
                                edge.get(),
                                by.get(),
                                until.get(),
                                place.text("why").orElse("")))
                : Optional.empty();
    }

    private static Optional<Instant> time(Place place, String key) {
        return place.required(key).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                place.reject(key + " '" + text + "' is no time; write it in UTC like 2026-12-31T00:00:00Z");
                return Optional.empty();
            }
        });
    }

    /** What a value's own constructor refuses is a problem of the file. */
    private static <T> Optional<T> tried(Place place, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            place.reject(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
