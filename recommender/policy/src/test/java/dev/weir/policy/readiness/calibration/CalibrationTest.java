package dev.weir.policy.readiness.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With {@code -Dupdate} the table and the plot in docs/images are written anew. */
class CalibrationTest {
    /** Below this many edges an hour, sixty runs hold too few events to tell a ratio. */
    private static final double MEASURABLE = 0.003;

    private static final List<Calibration> ALL = Calibration.all();

    @Test
    void predictedUnseenMassIsWithinTwentyPercentOfTheActual() {
        System.out.print(csv());

        assertThat(ALL)
                .filteredOn(it -> it.actual() >= MEASURABLE)
                .hasSizeGreaterThan(40)
                .allSatisfy(it -> assertThat(it.ratio())
                        .as(
                                "%s, 1 in %d, %d h",
                                it.population().name(), it.population().sampling(), it.hours())
                        .isBetween(0.8, 1.2));
    }

    @Test
    void actualUnseenMassIsRarelyAboveTheUpperLimit() {
        assertThat(ALL).allSatisfy(it -> assertThat(it.covered()).isGreaterThanOrEqualTo(0.85));
        assertThat(ALL.stream().mapToDouble(Calibration::covered).average().orElseThrow())
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void tableAndPlotOfTheDocumentsAreThese() throws IOException {
        String svg = CalibrationPlot.svg(
                ALL.stream().filter(it -> it.actual() >= MEASURABLE).toList());
        Path images = Path.of("../../docs/images");
        if (System.getProperty("update") != null) {
            Files.writeString(images.resolve("readiness-calibration.svg"), svg);
            Files.writeString(images.resolve("readiness-calibration.csv"), csv());
        }

        assertThat(Files.readString(images.resolve("readiness-calibration.svg")))
                .isEqualTo(svg);
        assertThat(Files.readString(images.resolve("readiness-calibration.csv")))
                .isEqualTo(csv());
    }

    private static String csv() {
        return ALL.stream()
                .map(it -> String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%.4f,%.4f,%.3f,%.2f%n",
                        it.population().name(),
                        it.population().sampling(),
                        it.hours(),
                        it.predicted(),
                        it.actual(),
                        it.ratio(),
                        it.covered()))
                .collect(Collectors.joining("", "population,sampling,hours,predicted,actual,ratio,covered\n", ""));
    }
}
