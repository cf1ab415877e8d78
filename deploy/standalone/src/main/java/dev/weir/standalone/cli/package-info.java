/** The subcommands: arguments in, exit code out. Results go to standard output, everything else to standard error. */
@NullMarked
package dev.weir.standalone.cli;

import org.jspecify.annotations.NullMarked;
