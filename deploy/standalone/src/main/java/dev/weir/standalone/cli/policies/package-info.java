/**
 * The commands that ask about policies: {@code eval}, {@code list}, {@code diff}, {@code explain}, {@code coverage},
 * {@code drift} and {@code attack}. Each reads a snapshot and policies, calls one analysis, and prints.
 */
@NullMarked
package dev.weir.standalone.cli.policies;

import org.jspecify.annotations.NullMarked;
