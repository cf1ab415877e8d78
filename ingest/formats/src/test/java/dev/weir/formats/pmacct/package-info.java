/** Rules of the package of the same name, each on a record written for it. */
@NullMarked
package dev.weir.formats.pmacct;

import org.jspecify.annotations.NullMarked;
