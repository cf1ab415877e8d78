/** Child JVMs that start, fail, hang and lose their parent. */
@NullMarked
package dev.weir.process;

import org.jspecify.annotations.NullMarked;
