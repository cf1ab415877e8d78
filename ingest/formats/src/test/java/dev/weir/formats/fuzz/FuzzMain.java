package dev.weir.formats.fuzz;

import dev.weir.formats.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A long run by hand.
 *
 * <pre>{@code java -cp … -Dweir.root=ROOT dev.weir.formats.fuzz.FuzzMain 10000000 [FORMAT…]}</pre>
 *
 * <p>With {@code -Dweir.fuzz.corpus=DIR}, inputs are made of our own records only, and those that gave something new are
 * written there.
 */
public final class FuzzMain {
    /** Each format gets its share of each round, so that a run that is cut short has fuzzed them all alike. */
    private static final int ROUNDS = 50;

    private static final int STORED = 40;

    private FuzzMain() {}

    public static void main(String[] args) throws IOException {
        long inputs = Long.parseLong(args[0]);
        String corpus = System.getProperty("weir.fuzz.corpus");
        Seeds seeds = Seeds.load(corpus == null);
        List<Format> formats = args.length == 1
                ? List.of(Format.values())
                : Arrays.stream(args).skip(1).map(Format::byName).toList();
        List<Fuzzer> fuzzers = formats.stream()
                .map(format -> new Fuzzer(format, seeds, inputs + format.ordinal()))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (Fuzzer fuzzer : fuzzers) {
                AtomicLong left = new AtomicLong(inputs / ROUNDS);
                fuzzer.run(() -> left.getAndDecrement() > 0);
            }
            System.out.printf("after %d of %d rounds%n", round + 1, ROUNDS);
            fuzzers.forEach(fuzzer -> print(fuzzer.report()));
        }
        if (corpus != null) {
            store(Path.of(corpus), fuzzers);
        }
        System.exit(fuzzers.stream().allMatch(fuzzer -> fuzzer.report().faults().isEmpty()) ? 0 : 1);
    }

    private static void print(Fuzzer.Report report) {
        System.out.printf(
                "%-18s %,d inputs, %,d flows, %,d bad pieces, slowest %.1f ms, at most %.0f bytes a byte, %d faults%n",
                report.format().text(),
                report.inputs(),
                report.flows(),
                report.bad(),
                report.slowestNanos() / 1e6,
                report.mostBytesAByte(),
                report.faults().size());
        report.faults().forEach(System.out::println);
    }

    /** The shortest inputs of each format that gave something new, a line each in base64. */
    private static void store(Path folder, List<Fuzzer> fuzzers) throws IOException {
        for (Fuzzer fuzzer : fuzzers) {
            List<String> lines = fuzzer.kept().stream()
                    .sorted(Comparator.comparingInt((byte[] input) -> input.length))
                    .limit(STORED)
                    .map(Base64.getEncoder()::encodeToString)
                    .toList();
            Files.write(folder.resolve(fuzzer.report().format().text() + ".base64"), lines);
        }
    }
}
