/**
 * Recommendations as the JSON that other programs read. Its JSON Schema, {@code weir/v1/recommendation.schema.json},
 * is the contract; what is written here is tested against it.
 */
@NullMarked
package dev.weir.policy.publish;

import org.jspecify.annotations.NullMarked;
