/** Rules of the package of the same name, on lines that ulogd wrote in our lab. */
@NullMarked
package dev.weir.formats.ulogd;

import org.jspecify.annotations.NullMarked;
