/**
 * Policies as the YAML that a person would have written: block style, no quotes but where a YAML 1.1 or 1.2 parser would
 * read something else than the text, and above each rule a comment that says what it is for.
 */
@NullMarked
package dev.weir.policy.render;

import org.jspecify.annotations.NullMarked;
