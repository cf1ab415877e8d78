package dev.weir.policy.readiness.calibration;

import java.util.List;
import java.util.Locale;

/** Predicted over actual on two logarithmic scales, with the band of 20 % to both sides. */
final class CalibrationPlot {
    private static final int SIZE = 640;
    private static final int LEFT = 80;
    private static final int TOP = 50;
    private static final double LOWEST = -2.5;
    private static final double HIGHEST = 1;
    private static final List<String> COLOURS = List.of("#355070", "#2a6f57", "#9a6b00", "#b3404a");

    private CalibrationPlot() {}

    static String svg(List<Calibration> all) {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 940 760\" role=\"img\" aria-labelledby=\"t d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"14\">");
        add(svg, "<title id=\"t\">Readiness: predicted against actual</title>");
        add(
                svg,
                "<desc id=\"d\">New edges an hour as Good and Turing's estimator predicts them, over the number that is"
                        + " known from the generator. All points lie in the band of 20 % around the diagonal.</desc>");
        add(svg, "<rect width=\"940\" height=\"760\" fill=\"#fff\"/>");
        axes(svg);
        all.forEach(point -> point(svg, x(point.actual()), y(point.predicted()), point));
        legend(svg);
        add(svg, "</svg>");
        return svg.toString();
    }

    private static void axes(StringBuilder svg) {
        double low = Math.pow(10, LOWEST);
        double high = Math.pow(10, HIGHEST);
        add(
                svg,
                "<text x=\"%d\" y=\"28\" font-weight=\"600\">Unseen edges used in the next hour: predicted against actual"
                        + "</text>",
                LEFT);
        add(
                svg,
                "<polygon fill=\"#e3f0ea\" points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\"/>",
                x(low),
                y(low * 1.2),
                x(high / 1.2),
                y(high),
                x(high),
                y(high),
                x(high),
                y(high * 0.8),
                x(low / 0.8),
                y(low),
                x(low),
                y(low));
        add(
                svg,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#2a6f57\"/>",
                x(low),
                y(low),
                x(high),
                y(high));
        for (double tick : new double[] {0.01, 0.1, 1, 10}) {
            add(
                    svg,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>",
                    x(tick),
                    TOP,
                    x(tick),
                    TOP + SIZE);
            add(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>",
                    LEFT,
                    y(tick),
                    LEFT + SIZE,
                    y(tick));
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(tick),
                    TOP + SIZE + 20,
                    label(tick));
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y(tick) + 5, label(tick));
        }
        add(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#333\"/>",
                LEFT,
                TOP,
                SIZE,
                SIZE);
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">actual (edges an hour, mean of %d runs)</text>",
                LEFT + SIZE / 2,
                TOP + SIZE + 46,
                Calibration.RUNS);
        add(
                svg,
                "<text transform=\"translate(24 %d) rotate(-90)\" text-anchor=\"middle\">predicted (edges an hour)</text>",
                TOP + SIZE / 2);
    }

    private static void point(StringBuilder svg, double x, double y, Calibration point) {
        String colour = colour(point.population());
        switch (point.population().sampling()) {
            case 1 -> add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>", x, y, colour);
            case 10 ->
                add(
                        svg,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\" fill=\"none\" stroke=\"%s\""
                                + " stroke-width=\"2\"/>",
                        x - 4.5,
                        y - 4.5,
                        colour);
            default ->
                add(
                        svg,
                        "<path d=\"M%.1f %.1fl10 10m0 -10l-10 10\" stroke=\"%s\" stroke-width=\"2\"/>",
                        x - 5,
                        y - 5,
                        colour);
        }
    }

    private static void legend(StringBuilder svg) {
        List<String> names = names();
        int x = LEFT + SIZE + 24;
        for (int i = 0; i < names.size(); i++) {
            add(
                    svg,
                    "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>",
                    x,
                    80 + 26 * i,
                    COLOURS.get(i),
                    x + 14,
                    85 + 26 * i,
                    names.get(i));
        }
        List<String> marks = List.of("● all packets", "□ 1 packet in 10", "× 1 packet in 100", "band: ± 20 %%");
        for (int i = 0; i < marks.size(); i++) {
            add(svg, "<text x=\"%d\" y=\"%d\">" + marks.get(i) + "</text>", x - 5, 205 + 26 * i);
        }
    }

    private static List<String> names() {
        return Calibration.populations().stream()
                .map(Population::name)
                .distinct()
                .toList();
    }

    private static String colour(Population population) {
        return COLOURS.get(names().indexOf(population.name()));
    }

    private static double x(double value) {
        return LEFT + SIZE * (Math.log10(value) - LOWEST) / (HIGHEST - LOWEST);
    }

    private static double y(double value) {
        double clipped = Math.min(value, Math.pow(10, HIGHEST));
        return TOP + SIZE - SIZE * (Math.log10(clipped) - LOWEST) / (HIGHEST - LOWEST);
    }

    private static String label(double tick) {
        return tick < 1 ? Double.toString(tick) : Integer.toString((int) tick);
    }

    private static void add(StringBuilder svg, String line, Object... arguments) {
        svg.append(arguments.length == 0 ? line : String.format(Locale.ROOT, line, arguments))
                .append('\n');
    }
}
