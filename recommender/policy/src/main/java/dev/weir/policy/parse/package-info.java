/**
 * From YAML or JSON text to the {@linkplain dev.weir.policy.model model}, with the checks of the API server.
 *
 * <p>What the OpenAPI schema cannot say (protocols, port ranges, CIDRs, {@code except}, label syntax) is checked here as
 * {@code pkg/apis/networking/validation} does, and what strict field validation refuses is refused. Bad input is a
 * value, never an exception: every problem of a text is reported at once, each with its place, its value and a hint.
 */
@NullMarked
package dev.weir.policy.parse;

import org.jspecify.annotations.NullMarked;
