package dev.weir.formats.fuzz;

import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.formats.GoldenRecords;
import dev.weir.formats.Samples;
import dev.weir.v1.FlowBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What inputs are made of: golden records, the stored corpus and, where they are there, recorded samples. */
final class Seeds {
    private static final int LONGEST = 2048;

    private final List<byte[]> all = new ArrayList<>();
    private final Map<Format, List<byte[]>> byFormat = new EnumMap<>(Format.class);

    /** @param recorded whether recorded samples may be among them, which no stored input may be made of */
    static Seeds load(boolean recorded) {
        Seeds seeds = new Seeds();
        GoldenRecords.inputs().forEach(file -> seeds.add(GoldenRecords.bytes(file)));
        seeds.batches();
        seeds.all.addAll(corpus());
        Path samples = Samples.folder().resolve("samples");
        if (recorded && Files.isDirectory(samples)) {
            files(samples).forEach(file -> seeds.add(GoldenRecords.bytes(file)));
        }
        for (Format format : Format.values()) {
            List<byte[]> able = seeds.all.stream()
                    .filter(seed -> Fuzzer.flows(format, seed) > 0)
                    .toList();
            seeds.byFormat.put(format, able.isEmpty() ? seeds.all : able);
        }
        return seeds;
    }

    /** Stored inputs: files of lines in base64. */
    static List<byte[]> corpus() {
        return files(Samples.root().resolve("ingest/formats/src/test/resources/corpus")).stream()
                .filter(file -> file.toString().endsWith(".base64"))
                .flatMap(file -> new String(GoldenRecords.bytes(file), StandardCharsets.US_ASCII).lines())
                .map(Base64.getDecoder()::decode)
                .toList();
    }

    List<byte[]> all() {
        return all;
    }

    /** Those that the format finds flows in; all where it finds none anywhere. */
    List<byte[]> of(Format format) {
        return byFormat.getOrDefault(format, all);
    }

    /** Whole where it is short, and line by line where it is text. */
    private void add(byte[] file) {
        if (file.length <= LONGEST) {
            all.add(file);
        }
        String text = new String(file, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0 && text.indexOf('\n') >= 0) {
            text.lines()
                    .filter(line -> !line.isBlank() && line.length() <= LONGEST)
                    .limit(50)
                    .forEach(line -> all.add(line.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Weir's own batches of what the golden records are. */
    private void batches() {
        for (Path file : GoldenRecords.inputs()) {
            Decoded decoded = Decoded.from(GoldenRecords.format(file), GoldenRecords.bytes(file));
            all.add(FlowBatch.newBuilder().addAllEvents(decoded.flows()).build().toByteArray());
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + folder, unreadable);
        }
    }
}
