package dev.weir.collector.serve;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One condition of health.
 *
 * @param name short, for the list that {@code ?verbose} shows
 * @param problem what is wrong at the moment, or empty; quick, and safe from any thread
 */
public record Check(String name, Supplier<Optional<String>> problem) {}
